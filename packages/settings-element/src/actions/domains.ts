// E-mail domains: asked for, verified by their record, removed. Each is the next revision of the settings.

import { DOMAIN_TEXTS, PROBLEM_TEXTS, readDomain, type CodeText, type SettingsView } from '@team-sso/core';
import { upkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { asSettingsProblem, type SettingsProblem } from '../settings-problem.ts';
import { call, showFailure } from './failure.ts';
import { changeUpkeep } from './fold.ts';

export function typeDomain(host: PanelHost, typed: string): void {
  changeUpkeep(host, { domain: { typed, issue: null } });
}

/** An address is taken for its domain: people paste what they have. */
const domainPart = (typed: string): string =>
  typed
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/^.*@/, '')
    .replace(/\/.*$/, '');

export async function addDomain(host: PanelHost): Promise<void> {
  const { client, model } = host;
  const words = upkeepTexts(host);
  const typed = domainPart(model.upkeep.domain.typed);
  if (!client.addDomain || model.busy) return;
  if (typed === '') return refuse(host, words.text('sso.domains.required'));
  const read = readDomain(typed);
  if (!read.ok) return refuse(host, textOf(DOMAIN_TEXTS, read.issues[0]?.code));
  const domain = read.value;
  const view = loadedView(model);
  if (view.domains.some((each) => each.domain === domain))
    return refuse(host, words.text('sso.domains.exists'));
  try {
    const next = await change(host, async () => client.addDomain?.(domain, view.revision));
    if (!next) return;
    changeUpkeep(host, { domain: { typed: '', issue: null } });
    host.announce(words.text('sso.domains.added', { domain }));
    host.focusOn('domain-to-add');
  } catch (error) {
    const problem = asSettingsProblem(error);
    if (problem.code === 'domain_taken') return refuse(host, textOf(PROBLEM_TEXTS, problem.code));
    if (problem.code === 'too_many_domains') return refuse(host, words.text('sso.domains.full'));
    if (problem.code === 'validation_failed')
      return refuse(host, textOf(DOMAIN_TEXTS, problem.issues[0]?.code));
    showFailure(host, problem);
  }
}

/** "Verify now": what the look came to stands with the domain. */
export async function verifyDomain(host: PanelHost, domain: string): Promise<void> {
  const { client, model } = host;
  if (!client.verifyDomain || model.busy) return;
  const { revision } = loadedView(model);
  setCheck(host, domain, undefined);
  try {
    const view = await change(host, async () => client.verifyDomain?.(domain, revision));
    if (view) host.announce(upkeepTexts(host).text('sso.domains.verified', { domain }));
  } catch (error) {
    const problem = asSettingsProblem(error);
    if (problem.code !== 'domain_not_verified' && problem.code !== 'domain_taken')
      return showFailure(host, problem);
    showCheck(host, domain, problem);
  }
}

function showCheck(host: PanelHost, domain: string, problem: SettingsProblem): void {
  const code = problem.issues[0]?.code ?? problem.code;
  setCheck(host, domain, code);
  const part = host.part('domains');
  if (part) host.announce(part.checkText(code), true);
}

function setCheck(host: PanelHost, domain: string, code: string | undefined): void {
  changeUpkeep(host, { domainChecks: { ...host.model.upkeep.domainChecks, [domain]: code } });
}

export function askToRemoveDomain(host: PanelHost, domain: string): void {
  host.update({ dialog: { kind: 'remove-domain', domain } });
}

export async function removeDomain(host: PanelHost, domain: string): Promise<void> {
  const { client, model } = host;
  if (!client.removeDomain || model.busy) return;
  const { revision } = loadedView(model);
  try {
    const view = await change(host, async () => client.removeDomain?.(domain, revision));
    if (!view) return;
    host.update({ dialog: null });
    host.announce(upkeepTexts(host).text('sso.domains.removed', { domain }));
    host.focusOn('domain-to-add');
  } catch (error) {
    showFailure(host, error);
  }
}

async function change(
  host: PanelHost,
  verb: () => Promise<SettingsView | undefined>,
): Promise<SettingsView | undefined> {
  host.update({ busy: 'saving', failure: null });
  try {
    const view = await call(host, verb);
    host.update({ busy: null, ...(view ? { load: { kind: 'ready', view } } : {}) });
    return view;
  } finally {
    host.update({ busy: null });
  }
}

function refuse(host: PanelHost, issue: string): void {
  const { typed } = host.model.upkeep.domain;
  host.update({ busy: null });
  changeUpkeep(host, { domain: { typed, issue } });
  host.announce(issue, true);
  host.focusOn('domain-to-add');
}

/** The words of a code; an unknown one is shown as it is. */
function textOf(texts: Readonly<Partial<Record<string, CodeText>>>, code = ''): string {
  const text = texts[code];
  return text ? `${text.title} ${text.cure}` : code;
}
