// Who signed in to the test: what was read, whom it matches, or that it matches nobody and what that means.

import type { TestRunView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { changeTest } from '../actions/test-run.ts';
import { laterTexts, type LaterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type TestModel } from '../panel-model.ts';
import { wordsOf } from './product-words.ts';

type Identity = NonNullable<TestRunView['identity']>;

/** `part` frames each of them, for the place where they stand. */
export function renderPerson(
  host: PanelHost,
  test: TestModel,
  { identity, wouldMatch, target }: TestRunView,
  part: (title: string, content: unknown) => TemplateResult,
): TemplateResult {
  const words = laterTexts(host);
  return html`${identity ? part(words.text('sso.read.heading'), renderIdentity(test, words, identity, host)) : nothing}${
    wouldMatch === undefined
      ? nothing
      : part(
          words.text('sso.match.heading'),
          wouldMatch ? renderMatch(words, wouldMatch) : renderNobody(host, words, target, identity),
        )
  }`;
}

function renderMatch(words: LaterTexts, match: NonNullable<TestRunView['wouldMatch']>): TemplateResult {
  const who = match.name
    ? words.rich('sso.match.member', { name: match.name })
    : words.text('sso.match.member-unnamed');
  return html`<div><p>${who}</p><p class="help">${words.text(`sso.match.by-${match.by}`)}</p></div>`;
}

function renderNobody(
  host: PanelHost,
  words: LaterTexts,
  target: 'draft' | 'live',
  identity: Identity | undefined,
): TemplateResult {
  const view = loadedView(host.model);
  const product = wordsOf(host, target === 'draft' ? view.draft : view.live);
  const provider = product?.shortName ?? host.texts.text('sso.provider.short-unnamed');
  const means =
    view.policy.justInTime === 'on'
      ? words.text('sso.match.nobody.joins')
      : identity?.email
        ? words.text('sso.match.nobody.cure', { email: identity.email, provider })
        : words.text('sso.match.nobody.cure-unnamed', { provider });
  return html`<div><p>${words.rich('sso.match.nobody')}</p><p class="help">${means}</p></div>`;
}

function renderIdentity(
  test: TestModel,
  words: LaterTexts,
  identity: Identity,
  host: PanelHost,
): TemplateResult {
  const row = (label: string, value: unknown): TemplateResult | typeof nothing =>
    value === undefined ? nothing : html`<dt>${label}</dt><dd>${value}</dd>`;
  const text = (value: string | undefined): unknown =>
    value === undefined ? undefined : html`<bdi>${value}</bdi>`;
  const { attributes, groupCount, nameId } = identity;
  const toggle = (): void => changeTest(host, { showsValues: !test.showsValues });
  return html`<dl class="facts">
      ${row(words.text('sso.read.name'), text(identity.name))}${row(words.text('sso.read.email'), text(identity.email))}${row(words.text('sso.read.nameid'), html`<bdi>${nameId}</bdi>${formatText(words, identity)}`)}${row(words.text('sso.read.groups'), groupCount > 0 ? groupCount : undefined)}
    </dl>
    ${
      attributes.length > 0
        ? html`<p><button type="button" class="link small" aria-expanded=${test.showsValues} @click=${toggle}>${words.count('sso.read.all', attributes.length)}</button></p>`
        : nothing
    }
    ${
      test.showsValues
        ? html`<dl class="facts small">${attributes.map(({ name, values }) => html`<dt><bdi dir="ltr">${name}</bdi></dt><dd><bdi>${values.join(', ')}</bdi></dd>`)}</dl>
          <p class="help">${words.text('sso.read.all-help')}</p>`
        : nothing
    }`;
}

/** The format in words, where it says something about how lasting the identifier is. */
function formatText(words: LaterTexts, { nameIdFormat = '' }: Identity): TemplateResult | typeof nothing {
  const kind = /:(emailAddress|persistent|transient)$/.exec(nameIdFormat)?.[1];
  if (!kind) return nothing;
  const format = words.text(
    kind === 'emailAddress'
      ? 'sso.read.format.email'
      : kind === 'persistent'
        ? 'sso.read.format.persistent'
        : 'sso.read.format.transient',
  );
  return html` <span class="muted">${words.text('sso.read.format', { format })}</span>`;
}
