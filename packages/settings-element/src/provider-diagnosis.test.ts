import { expect, test } from 'vitest';
import { DiagnosisLoader, PRODUCTS, productFor } from './provider-diagnosis.ts';

test.each(PRODUCTS)('the addresses that show $product are those of its own words', async (each) => {
  const { diagnosis } = await each.load();
  const { product, signOnUrlMatch } = diagnosis;
  expect(product).toBe(each.product);
  expect(each.signOnUrlMatch?.source).toBe(signOnUrlMatch && new RegExp(signOnUrlMatch).source);
});

test('the chosen provider wins over what the address looks like', () => {
  const signOnUrl = 'https://acme.okta.com/app/sso/saml';
  expect(productFor({ provider: 'entra', signOnUrl }).product).toBe('entra');
  expect(productFor({ signOnUrl }).product).toBe('okta');
  expect(productFor({ provider: 'generic', signOnUrl }).product).toBe('okta');
  expect(productFor({ signOnUrl: 'https://idp.example/sso' }).product).toBe('generic');
  expect(productFor(null).product).toBe('generic');
});

test('words are loaded once, and told when they are there', async () => {
  let told = 0;
  const loader = await new Promise<DiagnosisLoader>((resolve) => {
    const made = new DiagnosisLoader(() => {
      told += 1;
      resolve(made);
    });
    expect(made.get(null)).toBeNull();
    expect(made.get(null)).toBeNull();
  });
  expect(loader.get(null)?.product).toBe('generic');
  expect(told).toBe(1);
});
