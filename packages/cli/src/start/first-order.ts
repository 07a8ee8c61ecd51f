/**
 * Returns the commands that place a first order and read it. The README has the same order with the same key, so that
 * running both places one order.
 *
 * @param url of the API
 */
export function describeFirstOrder(url: string): string {
  const history = `curl -s ${url}/v1/orders/<id>/history`;
  return `Place a first order:

  curl -s -X POST ${url}/v1/orders \\
    -H 'Content-Type: application/json' -H 'Idempotency-Key: my-first-order' \\
    -d '{
      "currency": "GBP",
      "lines": [{ "sku": "MUG-BLUE", "quantity": 2 }],
      "email": "ada@example.com",
      "shippingAddress": { "name": "Ada Lovelace", "line1": "12 St James Square", "city": "London", "country": "GB" },
      "paymentToken": "tok_approved"
    }'

The answer has its id. A moment later it is confirmed:

  curl -s ${url}/v1/orders/<id>            # the order
  ${history}    # its stored events
  ${'pnpm tradepost timeline <id>'.padEnd(history.length)}    # everything that happened to it, across services`;
}
