// Copy buttons: the clipboard, or the selected text and the keys to press.

import type { PanelHost } from '../panel-host.ts';
import { ssoEvent } from '../settings-events.ts';

/** Copies a value. When the browser refuses, the value is selected and the help says what to press. */
export async function copyValue(
  host: PanelHost,
  value: string,
  text: string,
  label: string,
  select: () => void,
): Promise<void> {
  const copied = await writeClipboard(text);
  host.target.dispatchEvent(ssoEvent('sso-copy', { value, copied }));
  if (copied) {
    host.update({ copied: { ...host.model.copied, [value]: text }, copyRefused: null });
    return host.announce(host.texts.text('sso.copied.live', { label }));
  }
  host.update({ copyRefused: value });
  host.announce(host.texts.text('sso.copy.refused', { keys: copyKeys() }), true);
  select();
}

/** Whether the current text of a value is the one that was copied. */
export function isCopied(
  copied: Readonly<Partial<Record<string, string>>>,
  value: string,
  text: string,
): boolean {
  return copied[value] === text;
}

async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Refused by permission, by an insecure page (no clipboard at all) or by a frame's policy.
    return false;
  }
}

export function copyKeys(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘C' : 'Ctrl+C';
}
