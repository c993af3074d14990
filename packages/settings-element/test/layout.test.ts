// Narrow, right-to-left, other heading levels: nothing sticks out, nothing is lost.

import { afterEach, expect, test } from 'vitest';
import { FAKE_SCENES, fakeCertificate } from '../src/fake.ts';
import { button, ENTRA, fillIn, mountPanel, page, strays, text } from './panel.ts';

afterEach(() => {
  document.documentElement.dir = 'ltr';
});

for (const dir of ['ltr', 'rtl'] as const) {
  for (const start of FAKE_SCENES) {
    test(`${start} fits into 320 px, ${dir}`, async () => {
      await page.viewport(320, 800);
      document.documentElement.dir = dir;
      const panel = await mountPanel({ start });
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
      expect(strays(panel)).toEqual([]);
    });
  }

  test(`the filled form fits into 320 px, ${dir}`, async () => {
    await page.viewport(320, 800);
    document.documentElement.dir = dir;
    const panel = await mountPanel({}, { provider: 'entra' });
    await fillIn(panel, { ...ENTRA, certificates: fakeCertificate('one') });
    await panel.settled();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    expect(strays(panel)).toEqual([]);
  });
}

test('right-to-left turns the panel round and leaves URLs as they are', async () => {
  await page.viewport(1000, 800);
  document.documentElement.dir = 'rtl';
  const panel = await mountPanel({ start: 'on' });
  const toggle = panel.query('.toggle').getBoundingClientRect();
  const label = panel.query('label[for="enable"]').getBoundingClientRect();
  expect(toggle.left).toBeGreaterThan(label.right);
  expect(getComputedStyle(panel.query('dd bdi')).direction).toBe('ltr');
});

test('text of 200 % still fits into 640 px', async () => {
  await page.viewport(640, 800);
  document.documentElement.style.fontSize = '200%';
  const panel = await mountPanel({}, { provider: 'entra' });
  await fillIn(panel, {});
  await panel.settled();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(640);
  document.documentElement.style.fontSize = '';
});

test('narrow shows the current step of the guide and all of them on request', async () => {
  await page.viewport(360, 800);
  const panel = await mountPanel({}, { provider: 'entra' });
  await fillIn(panel, {});
  const shown = (): number =>
    [...(panel.element.shadowRoot?.querySelectorAll<HTMLElement>('.step') ?? [])].filter(
      ({ offsetHeight }) => offsetHeight > 0,
    ).length;
  expect(shown()).toBe(1);
  await button('Show all 7 steps').click();
  await panel.settled();
  expect(shown()).toBe(7);
});

test('headings follow the level the page asks for', async () => {
  const panel = await mountPanel({ start: 'on' }, { headingLevel: 3 });
  expect(panel.query('[part="heading"]').localName).toBe('h3');
  await expect.element(page.getByRole('heading', { name: 'Connection', level: 4 })).toBeVisible();
});

test('a hidden heading still names the panel', async () => {
  await mountPanel({ start: 'on' }, { hideHeading: true });
  await expect.element(page.getByRole('region', { name: 'Single sign-on (SAML)' })).toBeVisible();
});

test('a page replaces words and fills slots', async () => {
  const panel = await mountPanel({ start: 'off' }, { messages: { 'sso.off.line': 'Nobody uses SSO.' } });
  await expect.element(text('Nobody uses SSO.')).toBeVisible();
  const heading = document.createElement('span');
  heading.slot = 'heading';
  heading.textContent = 'Company sign-in';
  panel.element.append(heading);
  await expect.element(page.getByRole('heading', { name: 'Company sign-in' })).toBeVisible();
});

test('a host’s own guide replaces the built-in one', async () => {
  const { guide } = await import('@team-sso/core/providers/okta');
  const own = {
    ...guide,
    steps: [{ id: 'call', title: 'Call the help desk', fact: 'hand', body: [] } as const],
  };
  const panel = await mountPanel({}, { provider: 'okta', guides: [own] });
  await fillIn(panel, {});
  await expect.element(text('Call the help desk')).toBeVisible();
});

test('without a guide the form stands alone', async () => {
  const panel = await mountPanel({}, { guide: 'off' });
  await fillIn(panel, {});
  expect(panel.element.shadowRoot?.querySelector('.guide')).toBeNull();
});

test('nothing jumps between loading and off', async () => {
  await page.viewport(1000, 800);
  const answers: (() => void)[] = [];
  const panel = await mountPanel({ latency: () => new Promise((resolve) => void answers.push(resolve)) });
  const loading = panel.query('.head').getBoundingClientRect().height;
  answers[0]?.();
  await panel.settled();
  expect(panel.query('.head').getBoundingClientRect().height).toBeCloseTo(loading, 0);
});

for (const width of [320, 700, 1000]) {
  test(`loading is as high as the off state, at ${width} px`, async () => {
    await page.viewport(width, 800);
    const loading = await mountPanel({ latency: () => new Promise(() => {}) });
    const height = loading.query('.panel').getBoundingClientRect().height;
    const off = await mountPanel();
    expect(Math.abs(off.query('.panel').getBoundingClientRect().height - height)).toBeLessThanOrEqual(1);
  });
}
