/**
 * What to type next: a first order, and how to look at it. It is the same as in the README.
 *
 * @param url of the API
 */
export function describeFirstOrder(url: string): string {
  return `Place a first order:

  curl -s ${url}/v1/orders \\
    -H 'Content-Type: application/json' -H 'Idempotency-Key: my-first-order' \\
    -d '{
      "currency": "GBP",
      "lines": [{ "sku": "MUG-BLUE", "quantity": 2 }, { "sku": "CANDLE-S", "quantity": 1 }],
      "email": "ada@example.com",
      "shippingAddress": { "name": "Ada Lovelace", "line1": "12 St James’s Square", "city": "London", "country": "GB" },
      "paymentToken": "tok_approved"
    }'

The answer has its id. A moment later it is confirmed:

  curl -s ${url}/v1/orders/ord_…
  curl -s ${url}/v1/orders/ord_…/history`;
}
