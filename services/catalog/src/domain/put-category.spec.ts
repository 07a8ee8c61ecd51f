import { categoryTree, subtreeOf, type TreeState } from './category-tree.ts';
import {
  MAX_CATEGORIES_IN_ALL,
  MAX_CATEGORIES_IN_ONE,
  MAX_DEPTH,
  MAX_TREE_BYTES,
  putCategory,
} from './put-category.ts';
import { removeCategory } from './remove-category.ts';

const at = '2026-02-02T00:00:00.000Z';

const categoryOf = (slug: string, parent?: string) => ({
  slug,
  title: slug,
  position: 0,
  version: 0,
  ...(parent === undefined ? {} : { parent }),
});
const treeOf = (...categories: readonly (readonly [string, string?])[]): TreeState => ({
  categories: categories.map(([slug, parent]) => categoryOf(slug, parent)),
});
const put = (tree: TreeState, slug: string, parent?: string, more: { readonly title?: string } = {}) => {
  const { version: _version, ...given } = categoryOf(slug, parent);
  return putCategory({ ...given, ...more })(tree, { version: 6, at });
};
const home = treeOf(['home'], ['kitchen', 'home'], ['mugs', 'kitchen']);

describe('putCategory', () => {
  it('creates a category at the top of the tree, and one in another', () => {
    expect(put(treeOf(), 'home')).toEqual({
      events: [{ type: 'CategoryPut', category: { ...categoryOf('home'), version: 7 } }],
    });
    expect(put(home, 'plates', 'kitchen')).toEqual({
      events: [{ type: 'CategoryPut', category: { ...categoryOf('plates', 'kitchen'), version: 7 } }],
    });
  });

  it('changes nothing if the category is the same', () => {
    expect(put(home, 'mugs', 'kitchen')).toEqual({ events: [] });
  });

  it('moves a category with all that is in it', () => {
    const decision = put(home, 'kitchen');
    if (!('events' in decision)) throw new Error(decision.rejection.code);
    const after = decision.events.reduce(
      (tree, event) => categoryTree.evolve(tree, { ...event, at }),
      home as TreeState,
    );
    expect([subtreeOf(after, 'home'), subtreeOf(after, 'kitchen')]).toEqual([['home'], ['kitchen', 'mugs']]);
  });

  it('refuses a parent that does not exist', () => {
    expect(put(home, 'plates', 'dining')).toEqual({
      rejection: { code: 'PARENT_CATEGORY_NOT_FOUND', parent: 'dining' },
    });
  });

  it.each(['home', 'kitchen', 'mugs'])('refuses to move home into %s', (parent) => {
    expect(put(home, 'home', parent)).toEqual({
      rejection: { code: 'CATEGORY_WITHIN_ITSELF', category: 'home', parent },
    });
  });

  it('refuses a new category that is its own parent', () => {
    expect(put(home, 'garden', 'garden')).toMatchObject({ rejection: { code: 'CATEGORY_WITHIN_ITSELF' } });
  });

  it('accepts only the versions that the caller names', () => {
    const given = { slug: 'mugs', title: 'Mugs', position: 0, parent: 'kitchen' };
    const codes = ([[0], '*', [1], [-1]] as const).map((accepted) => {
      const decision = putCategory(given, accepted)(home, { version: 6, at });
      return 'rejection' in decision ? decision.rejection.code : 'put';
    });
    expect(codes).toEqual(['put', 'put', 'PRECONDITION_FAILED', 'PRECONDITION_FAILED']);
  });
});

describe('the bounds of the tree', () => {
  const chain = (length: number) =>
    treeOf(
      ...Array.from({ length }, (_none, index) =>
        index === 0 ? (['c0'] as const) : ([`c${index}`, `c${index - 1}`] as const),
      ),
    );
  const star = (length: number) =>
    treeOf(['top'], ...Array.from({ length }, (_none, index) => [`s${index}`, 'top'] as const));

  it('are those of its depth', () => {
    expect(put(chain(MAX_DEPTH - 1), 'last', `c${MAX_DEPTH - 2}`)).toHaveProperty('events');
    expect(put(chain(MAX_DEPTH), 'last', `c${MAX_DEPTH - 1}`)).toEqual({
      rejection: { code: 'CATEGORY_TOO_DEEP', maxDepth: MAX_DEPTH },
    });
  });

  it('are those of its depth for a category that is moved with others in it', () => {
    const tree = { categories: [...chain(MAX_DEPTH - 1).categories, ...home.categories] };
    expect(put(tree, 'kitchen', `c${MAX_DEPTH - 2}`)).toMatchObject({
      rejection: { code: 'CATEGORY_TOO_DEEP' },
    });
  });

  it('are those of one category and all in it', () => {
    expect(put(star(MAX_CATEGORIES_IN_ONE - 2), 'last', 'top')).toHaveProperty('events');
    expect(put(star(MAX_CATEGORIES_IN_ONE - 1), 'last', 'top')).toEqual({
      rejection: { code: 'TOO_MANY_CATEGORIES', maxCategories: MAX_CATEGORIES_IN_ONE, category: 'top' },
    });
  });

  it('are those of all categories', () => {
    const full = (length: number) =>
      treeOf(...Array.from({ length }, (_none, index) => [`c${index}`] as const));
    expect(put(full(MAX_CATEGORIES_IN_ALL - 1), 'last')).toHaveProperty('events');
    expect(put(full(MAX_CATEGORIES_IN_ALL), 'last')).toEqual({
      rejection: { code: 'TOO_MANY_CATEGORIES', maxCategories: MAX_CATEGORIES_IN_ALL },
    });
  });

  it('are those of its bytes', () => {
    expect(put(home, 'large', undefined, { title: 'x'.repeat(MAX_TREE_BYTES) })).toEqual({
      rejection: { code: 'TOO_MANY_CATEGORIES', maxBytes: MAX_TREE_BYTES },
    });
  });
});

describe('removeCategory', () => {
  const remove = (slug: string, productId?: string) =>
    removeCategory(slug, productId)(home, { version: 6, at });

  it('removes a category in which there is nothing', () => {
    expect(remove('mugs')).toEqual({
      events: [{ type: 'CategoryRemoved', category: categoryOf('mugs', 'kitchen') }],
    });
  });

  it('refuses one that does not exist', () => {
    expect(remove('plates')).toEqual({ rejection: { code: 'CATEGORY_NOT_FOUND', category: 'plates' } });
  });

  it('refuses one that has categories or products in it', () => {
    expect(remove('home')).toEqual({
      rejection: { code: 'CATEGORY_NOT_EMPTY', category: 'home', categories: ['kitchen', 'mugs'] },
    });
    expect(remove('mugs', 'prd_1')).toEqual({
      rejection: { code: 'CATEGORY_NOT_EMPTY', category: 'mugs', productId: 'prd_1' },
    });
  });
});
