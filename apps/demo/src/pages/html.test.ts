import { expect, it } from 'vitest';
import { html } from './html.ts';

it('escapes every value, in text and in attributes', () => {
  const hostile = `<img src=x onerror="alert('1')">&`;
  const written = html`<p title="${hostile}">${hostile}</p>`.toString();
  const escaped = '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;';
  expect(written).toBe(`<p title="${escaped}">${escaped}</p>`);
});

it('keeps markup that it made itself, also in lists', () => {
  expect(html`<ul>${['<', 'b'].map((item) => html`<li>${item}</li>`)}</ul>`.toString()).toBe(
    '<ul><li>&lt;</li><li>b</li></ul>',
  );
});

it('writes nothing for null, undefined and false, and numbers as they are', () => {
  expect(html`[${null}${undefined}${false}${0}]`.toString()).toBe('[0]');
});
