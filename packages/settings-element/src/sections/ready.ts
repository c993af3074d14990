// "Ready?": what the server needs before SSO is required, each with its cure on the spot; what is wise; what is ready.

import type { RequirementRefusal, SettingsView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { pressAddNext } from '../actions/next-certificate.ts';
import { openCure } from '../actions/review.ts';
import { makeCodes } from '../actions/ways-back.ts';
import { laterTexts, type LaterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type PanelDialog } from '../panel-model.ts';
import { signInUrl } from '../sign-in-url.ts';
import { icon } from './icons.ts';
import { renderNextCertificate } from './next-certificate.ts';
import { renderRecommendations } from './recommendations.ts';
import { renderCureOf } from './review-cure.ts';

type RequireDialog = Extract<PanelDialog, { kind: 'require' }>;

export function renderReady(host: PanelHost, dialog: RequireDialog, contactHref: string): TemplateResult {
  const { texts } = host;
  const { refusals } = dialog;
  const view = loadedView(host.model);
  // One sign-in cures both refusals: the button stands at the first.
  const curedFirst = refusals.find((refusal) => CURED_BY_SIGN_IN.has(refusal));
  return html`<section>
    <h3>${texts.text('sso.require.ready')}</h3>
    <ul class="ready" id="needed" tabindex="-1">
      ${refusals.map((refusal) => {
        const isSecond = CURED_BY_SIGN_IN.has(refusal) && refusal !== curedFirst;
        return renderNeeded(host, dialog, refusal, isSecond ? null : contactHref);
      })}${refusals.includes('no_recovery_route') ? nothing : renderRecommendations(host, dialog)}${readyTexts(
        host,
        view,
        refusals,
      ).map(
        (text) =>
          html`<li class="is-good">${icon('ok')}<span><span class="sr">${texts.text('sso.require.is-ready')} </span>${text}</span></li>`,
      )}
    </ul>
  </section>`;
}

const CURED_BY_SIGN_IN: ReadonlySet<RequirementRefusal> = new Set([
  'live_connection_not_tested',
  'admin_not_signed_in_by_sso',
]);

/** `contactHref` null: the cure stands at another row. */
function renderNeeded(
  host: PanelHost,
  dialog: RequireDialog,
  refusal: RequirementRefusal,
  contactHref: string | null,
): TemplateResult {
  const { texts } = host;
  return html`<li class="is-bad">
    ${icon('bad')}
    <span><span class="sr">${texts.text('sso.require.is-needed')} </span>${refusalText(host, refusal)}</span>
    ${contactHref === null ? nothing : renderCure(host, dialog, refusal, contactHref)}
  </li>`;
}

/** What is needed and why; a code this version has no words for is shown as it is. */
function refusalText({ texts }: PanelHost, refusal: RequirementRefusal): unknown {
  const title = texts.known(`sso.require.refusal.${refusal}`);
  const why = texts.known(`sso.require.refusal.${refusal}.why`);
  return html`${title ? texts.text(title) : refusal}${why ? html`<small>${texts.text(why)}</small>` : nothing}`;
}

function renderCure(
  host: PanelHost,
  dialog: RequireDialog,
  refusal: RequirementRefusal,
  contactHref: string,
): TemplateResult | typeof nothing {
  const words = laterTexts(host);
  const view = loadedView(host.model);
  switch (refusal) {
    case 'live_connection_not_tested':
    case 'admin_not_signed_in_by_sso':
      return html`<a class="btn small" part="button" href=${signInUrl(view)} @click=${() => host.keepReview()}>${host.texts.text('sso.require.sign-in')}${icon('arrow')}</a>`;
    case 'no_recovery_route':
      return html`${renderWays(host, words, dialog)}${renderCureOf(host, dialog, 'codes')}${renderCureOf(host, dialog, 'admins')}`;
    case 'certificate_expires_soon':
      return dialog.cure === 'certificate'
        ? renderNextCertificate(host)
        : html`<button type="button" class="btn small" part="button" @click=${() => pressAddNext(host)}>${words.text('sso.cure.add-certificate')}</button>`;
    case 'not_entitled': {
      const href = contactHref || view.entitlement.upgradeUrl;
      return href
        ? html`<a class="btn small" part="button" href=${href} target="_blank" rel="noopener">${words.text('sso.cure.get-in-touch')}${icon('external')}</a>`
        : nothing;
    }
    default:
      return nothing;
  }
}

/** Either way back in will do: both buttons stand below the words. */
function renderWays(
  host: PanelHost,
  words: LaterTexts,
  { cure }: RequireDialog,
): TemplateResult | typeof nothing {
  const { client, model } = host;
  if (cure === 'admins' || (cure === 'codes' && model.codes)) return nothing;
  return html`<div class="row wide">
    ${client.makeRecoveryCodes ? html`<button type="button" class="btn small" part="button" @click=${() => void makeCodes(host)}>${icon('key')}${words.text('sso.cure.make-codes')}</button>` : nothing}
    ${client.setPolicy ? html`<button type="button" class="btn small" part="button" @click=${() => openCure(host, 'admins')}>${words.text('sso.cure.name-admin')}</button>` : nothing}
  </div>`;
}

function readyTexts(
  { texts }: PanelHost,
  view: SettingsView,
  refusals: readonly RequirementRefusal[],
): string[] {
  const ready = (refusal: RequirementRefusal, text: string): string[] =>
    refusals.includes(refusal) ? [] : [text];
  if (refusals.includes('no_live_connection')) return [];
  const ends = view.certificates.map(({ notAfter }) => new Date(notAfter).getTime());
  const until = ends.length > 0 ? texts.date(new Date(Math.max(...ends))) : null;
  return [
    ...ready('live_connection_not_tested', texts.text('sso.require.tested')),
    ...ready('admin_not_signed_in_by_sso', texts.text('sso.require.signed-in')),
    ...(until
      ? ready('certificate_expires_soon', texts.text('sso.require.certificate', { date: until }))
      : []),
  ];
}
