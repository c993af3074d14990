// A SHA-256 fingerprint: all of it, in pairs, with an ending that can be said aloud.

import { html, type TemplateResult } from 'lit';
import type { SettingsTexts } from '../messages/messages.ts';

const pairsOf = (fingerprint: string): string[] =>
  fingerprint
    .replace(/[^0-9a-f]/gi, '')
    .toUpperCase()
    .match(/../g) ?? [];

/** The last two pairs, for names of buttons. */
export function fingerprintEnd(fingerprint: string): string {
  return pairsOf(fingerprint).slice(-2).join(' ');
}

export function fingerprintText(fingerprint: string): string {
  return pairsOf(fingerprint).join(':');
}

export function renderFingerprint(texts: SettingsTexts, fingerprint: string): TemplateResult {
  const pairs = pairsOf(fingerprint);
  return html`<bdi class="fp" part="fingerprint" dir="ltr" translate="no"
    ><span class="sr">${texts.text('sso.fingerprint.ends', { end: fingerprintEnd(fingerprint) })} </span
    ><b>${pairs.slice(0, 2).join(':')}</b>${pairs.slice(2).map((pair) => html`:<wbr />${pair}`)}</bdi
  >`;
}
