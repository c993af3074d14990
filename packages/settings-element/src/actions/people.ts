// The policy about people: typed, its rules moved about, saved at once.

import type { RoleRule } from '@team-sso/core';
import { upkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { peopleFormOf, peopleIssuesOf, policyChange } from '../people-form.ts';
import { asSettingsProblem } from '../settings-problem.ts';
import type { PeopleForm } from '../upkeep-model.ts';
import { openForm } from './edit.ts';
import { call, showFailure } from './failure.ts';
import { changeUpkeep, toggleFold } from './fold.ts';

/** What is typed, or the policy as it is. */
export function peopleForm(host: PanelHost): PeopleForm {
  return host.model.upkeep.people ?? peopleFormOf(loadedView(host.model).policy);
}

export function changePeople(host: PanelHost, change: Partial<PeopleForm>): void {
  // What was complained of is looked at again on Save.
  const touched = Object.keys(change);
  const kept = Object.entries(host.model.upkeep.peopleIssues).filter(
    ([path]) => !touched.some((field) => path.startsWith(field)),
  );
  changeUpkeep(host, { people: { ...peopleForm(host), ...change }, peopleIssues: Object.fromEntries(kept) });
}

export function discardPeople(host: PanelHost): void {
  changeUpkeep(host, { people: null, peopleIssues: {} });
  host.focusOn('people');
}

export function addRule(host: PanelHost): void {
  const { roleRules, defaultRole } = peopleForm(host);
  const { roles = [] } = loadedView(host.model);
  const role = roles.find(({ id, owner }) => id !== defaultRole && !owner)?.id ?? roles[0]?.id ?? defaultRole;
  changePeople(host, { roleRules: [...roleRules, { value: '', role }] });
  host.focusOn(`rule-${roleRules.length}`);
}

export function changeRule(host: PanelHost, index: number, rule: RoleRule): void {
  const { roleRules } = peopleForm(host);
  changePeople(host, { roleRules: roleRules.map((each, at) => (at === index ? rule : each)) });
}

export function removeRule(host: PanelHost, index: number): void {
  const { roleRules } = peopleForm(host);
  changePeople(host, { roleRules: roleRules.filter((_, at) => at !== index) });
  host.focusOn('add-rule');
}

/** Rules are tried in order, so their order is something to change. */
export function moveRule(host: PanelHost, index: number, by: -1 | 1): void {
  const rules = [...peopleForm(host).roleRules];
  const [moved] = rules.splice(index, 1);
  if (!moved) return;
  rules.splice(index + by, 0, moved);
  changePeople(host, { roleRules: rules });
  host.focusOn(`rule-${index + by}`);
}

export async function savePeople(host: PanelHost): Promise<void> {
  const { client, model } = host;
  if (!client.setPolicy || model.busy) return;
  const form = peopleForm(host);
  const issues = peopleIssuesOf(form);
  if (Object.keys(issues).length > 0) return showIssues(host, issues);
  const { policy, revision } = loadedView(model);
  const change = policyChange(form, policy);
  if (Object.keys(change).length === 0) return discardPeople(host);
  host.update({ busy: 'saving', failure: null });
  try {
    const view = await call(host, async () => client.setPolicy?.(change, revision));
    host.update({ busy: null, ...(view ? { load: { kind: 'ready', view } } : {}) });
    changeUpkeep(host, { people: null, peopleIssues: {} });
    host.announce(upkeepTexts(host).text('sso.people.saved'));
    host.focusOn('people');
  } catch (error) {
    const problem = asSettingsProblem(error);
    if (problem.code !== 'validation_failed' || problem.issues.length === 0)
      return showFailure(host, problem);
    host.update({ busy: null });
    showIssues(host, Object.fromEntries(problem.issues.map(({ path, code }) => [path, code])));
  }
}

function showIssues(host: PanelHost, peopleIssues: Readonly<Record<string, string>>): void {
  changeUpkeep(host, { peopleIssues });
  host.announce(upkeepTexts(host).text('sso.people.not-saved'), true);
  host.focusOn('people-e');
}

/** The mapping belongs to the connection: it is changed in its form, and tested like everything there. */
export function changeMapping(host: PanelHost): void {
  openForm(host, null);
  toggleFold(host, 'attributes', true);
  host.focusOn('option-emailNames');
}
