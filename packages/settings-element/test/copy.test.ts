// Copy buttons: they copy, they say so, and where the browser refuses they show the way.

import { afterEach, expect, test, vi } from 'vitest';
import { button, fillIn, mountPanel, page } from './panel.ts';

afterEach(() => vi.restoreAllMocks());

test('copies the value, changes its words and announces it', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const panel = await mountPanel();
  await fillIn(panel, {});
  await button('Copy Assertion consumer service URL (ACS)').click();
  await panel.settled();
  expect(write).toHaveBeenCalledWith('https://app.acmebots.example/sso/acme/acs');
  await expect.element(button('Copied. Copy Assertion consumer service URL (ACS) again')).toBeVisible();
  await expect
    .poll(() => panel.query('[role=status]').textContent)
    .toMatch(/Assertion consumer service URL \(ACS\) copied/);
  expect(panel.fired('sso-copy')[0]?.detail).toEqual({ value: 'acsUrl', copied: true });
});

test('a changed value counts as not copied', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const panel = await mountPanel();
  await fillIn(panel, {});
  await button('Copy Entity ID (audience)').click();
  await page.getByRole('radio', { name: 'This team’s own' }).click();
  await expect.element(button('Copy Entity ID (audience)')).toBeVisible();
});

test('where the clipboard is refused the value is selected and the keys are named', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
  const panel = await mountPanel();
  await fillIn(panel, {});
  await button('Copy Entity ID (audience)').click();
  await panel.settled();
  const area = panel.query('#spEntityId') as HTMLTextAreaElement;
  expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe(area.value);
  expect(panel.element.shadowRoot?.activeElement).toBe(area);
  await expect.poll(() => panel.query('[role=alert]').textContent).toMatch(/Press (Ctrl\+|⌘)C/);
  expect(panel.fired('sso-copy')[0]?.detail).toEqual({ value: 'spEntityId', copied: false });
});
