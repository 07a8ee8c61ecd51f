import { toHtml } from './to-html.ts';

describe('toHtml', () => {
  it('renders objects, lists and missing values', () => {
    const page = toHtml('Your data', { profile: null, orders: [{ totalMinor: 1700 }], payments: [] });
    expect(page).toContain('<dt>profile</dt><dd><p>–</p></dd>');
    expect(page).toContain('<ol><li><dl><dt>total minor</dt><dd>1700</dd></dl></li></ol>');
    expect(page).toContain('<dt>payments</dt><dd><p>none</p></dd>');
  });

  it('escapes names and values', () => {
    const page = toHtml('<b>', { '<i>': `<script>alert("1")</script> & 'x'` });
    expect(page).not.toMatch(/<script>|<b>|<i>/);
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;');
  });
});
