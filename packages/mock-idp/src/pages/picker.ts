// The page a browser lands on with an AuthnRequest: who signs in, and whether the answer shall be a good one.

import type { Person } from '../response-options.ts';
import { FAULTS } from '../server/faults.ts';
import type { FaultId } from '../server/faults.ts';
import type { SignOnParameters, SignOnRequest } from '../server/sign-on-request.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { renderPage } from './layout.ts';
import type { Page } from './layout.ts';

/** What the picker shows. */
export interface PickerView {
  readonly request: SignOnRequest;
  readonly parameters: SignOnParameters;
  readonly people: readonly Person[];
  readonly fault: FaultId;
  /** The person who signed in here before, if the request lets that count. */
  readonly remembered: string | null;
}

/** Renders the picker. */
export function renderPicker(view: PickerView): Page {
  const { request, parameters } = view;
  const chosen = preselect(view);
  const main = html`<form class="card" method="post" action="/sign-in">
<h1>Sign in to ${new URL(request.acsUrl).host}</h1>
<p class="lead">No password is asked for: this provider is for tests and demonstrations.</p>
${request.forceAuthn ? html`<p class="banner">The application asked for a fresh sign-in.</p>` : null}
<fieldset><legend>Who are you?</legend>
${view.people.map((person) => personOption(person, chosen.id))}
<label class="person"><input type="radio" name="person" value="" id="someone-else"${checked(chosen.id === '')}>
<span class="avatar" aria-hidden="true">@</span><span><strong>Someone else</strong><small>Any e-mail address</small></span></label>
<div class="other"><label class="field" for="email">E-mail of someone else</label>
<input type="email" id="email" name="email" autocomplete="off" value="${chosen.email}"></div>
</fieldset>
<div class="field"><label for="fault">Answer</label>
<select id="fault" name="fault">${faultOptions(view.fault)}</select></div>
<input type="hidden" name="binding" value="${parameters.binding}">
<input type="hidden" name="SAMLRequest" value="${parameters.samlRequest}">
${parameters.relayState === null ? null : html`<input type="hidden" name="RelayState" value="${parameters.relayState}">`}
<button class="block">Sign in</button>
</form>
<p class="foot">Requested by ${request.spEntityId}</p>`;
  return renderPage({ title: 'Sign in', main });
}

/** The options of the select that chooses an answer. */
export function faultOptions(selected: FaultId): readonly Html[] {
  const groups = [...new Set(FAULTS.map((fault) => fault.group))];
  return groups.map((group) => {
    const options = FAULTS.filter((fault) => fault.group === group).map(
      (fault) =>
        html`<option value="${fault.id}"${fault.id === selected ? html` selected` : null}>${fault.label}</option>`,
    );
    return html`<optgroup label="${group}">${options}</optgroup>`;
  });
}

function personOption(person: Person, chosenId: string): Html {
  return html`<label class="person"><input type="radio" name="person" value="${person.id}"${checked(person.id === chosenId)}>
<span class="avatar" aria-hidden="true">${initialsOf(person.name)}</span>
<span><strong>${person.name}</strong><small>${person.email}</small></span></label>`;
}

/** A hint wins over who was here before; a hint that names nobody is filled into the free field. */
function preselect(view: PickerView): { readonly id: string; readonly email: string } {
  const hint = view.request.loginHint?.trim() ?? '';
  const byHint = view.people.find((person) => person.email.toLowerCase() === hint.toLowerCase());
  if (byHint) return { id: byHint.id, email: '' };
  if (hint.includes('@')) return { id: '', email: hint };
  const remembered = view.people.find((person) => person.id === view.remembered);
  return { id: (remembered ?? view.people[0])?.id ?? '', email: '' };
}

function checked(is: boolean): Html | null {
  return is ? html` checked` : null;
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => (word ?? '').slice(0, 1))
    .join('');
}
