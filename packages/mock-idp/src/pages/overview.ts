// The start page: the values an administrator copies, the standing answer, and a start from the provider's side.

import type { Person } from '../response-options.ts';
import type { FaultId } from '../server/faults.ts';
import { REQUEST_SIGNATURES } from '../server/request-signature.ts';
import type { RequestSignatures } from '../server/request-signature.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { renderPage } from './layout.ts';
import type { Page } from './layout.ts';
import { faultOptions } from './picker.ts';
import { COPY_SCRIPT } from './scripts.ts';

/** What the start page shows. */
export interface OverviewView {
  readonly signOnUrl: string;
  readonly idpEntityId: string;
  readonly metadataUrl: string;
  readonly certificatePem: string;
  readonly people: readonly Person[];
  readonly fault: FaultId;
  readonly application: {
    readonly spEntityId: string | null;
    readonly acsUrl: string | null;
    readonly signingCertificate: string | null;
  };
  readonly requestSignatures: RequestSignatures;
  /** The application that asked last, to start one from here. */
  readonly lastTarget: { readonly spEntityId: string; readonly acsUrl: string } | null;
  readonly logoutUrl: string;
  /** Who is signed in where. */
  readonly sessions: readonly { readonly personId: string; readonly acsUrl: string }[];
}

/** Renders the start page. */
export function renderOverview(view: OverviewView): Page {
  const main = html`<section class="card" aria-labelledby="values">
<h1 id="values">Values for the application</h1>
<p class="lead">Copy these into the single sign-on settings of the application.</p>
${copyField('sign-on-url', 'Sign on URL', html`<code id="sign-on-url">${view.signOnUrl}</code>`)}
${copyField('issuer', 'Issuer', html`<code id="issuer">${view.idpEntityId}</code>`)}
${copyField('certificate', 'Public certificate', html`<pre id="certificate" tabindex="0">${view.certificatePem}</pre>`)}
${copyField('logout-url', 'Logout URL', html`<code id="logout-url">${view.logoutUrl}</code>`)}
${copyField('metadata-url', 'Metadata URL', html`<code id="metadata-url">${view.metadataUrl}</code>`)}
<p class="note"><a href="/certificate.pem" download>Download the certificate</a> or <a href="/metadata">open the metadata</a>.</p>
<p id="announce" role="status" class="unseen"></p>
</section>
${answerSection(view)}
${applicationSection(view)}
${startSection(view)}
${sessionsSection(view)}`;
  return renderPage({ title: 'Values for the application', main, wide: true, script: COPY_SCRIPT });
}

function copyField(id: string, name: string, value: Html): Html {
  return html`<div class="field"><span class="label">${name}</span>
<div class="value">${value}<button type="button" class="quiet" data-copies="${id}" data-name="${name}" hidden>Copy</button></div></div>`;
}

function sessionsSection({ people, sessions }: OverviewView): Html {
  const signedIn = [...new Set(sessions.map(({ personId }) => personId))];
  const options = signedIn.map((id) => {
    const count = sessions.filter(({ personId }) => personId === id).length;
    const name = people.find((person) => person.id === id)?.name ?? id;
    return html`<option value="${id.replace(/^mail-/u, '')}">${name} (${String(count)})</option>`;
  });
  const form = html`<form class="row" method="post" action="/sign-out"><div class="field"><label for="signed-in">Person</label>
<select id="signed-in" name="person">${options}</select></div><button>Sign out everywhere</button></form>`;
  return html`<section class="card" aria-labelledby="sessions">
<h2 id="sessions">Who is signed in</h2>
<p class="lead">${options.length === 0 ? 'Nobody signed in from here since it started.' : 'Every application that the person uses is told, one after another.'}</p>
${options.length === 0 ? null : form}
</section>`;
}

function answerSection(view: OverviewView): Html {
  return html`<section class="card" aria-labelledby="answers">
<h2 id="answers">How it answers</h2>
<p class="lead">The answer that the sign-in page suggests. It stays until it is changed here.</p>
<form class="row" method="post" action="/fault"><div class="field"><label for="fault">Answer</label>
<select id="fault" name="fault">${faultOptions(view.fault)}</select></div><button>Use this answer</button></form>
</section>`;
}

const RULES: Readonly<Record<RequestSignatures, string>> = {
  checked: 'Need not be signed; a signature must be good',
  required: 'Must be signed',
  ignored: 'Are taken as they come',
};

function applicationSection({ application, requestSignatures }: OverviewView): Html {
  const rules = REQUEST_SIGNATURES.map(
    (rule) =>
      html`<option value="${rule}"${rule === requestSignatures ? html` selected` : null}>${RULES[rule]}</option>`,
  );
  return html`<section class="card" aria-labelledby="application">
<h2 id="application">What it knows of the application</h2>
<p class="lead">Written into every response. An empty field follows the request, so that nothing can be out of date.</p>
<form method="post" action="/application">
<div class="field"><label for="known-audience">Entity ID (audience)</label>
<input type="text" id="known-audience" name="spEntityId" value="${application.spEntityId ?? ''}"></div>
<div class="field"><label for="known-acs">Assertion consumer service URL (ACS)</label>
<input type="url" id="known-acs" name="acsUrl" value="${application.acsUrl ?? ''}"></div>
<div class="field"><label for="known-certificate">Certificate for signed requests</label>
<textarea id="known-certificate" name="signingCertificate" rows="3">${application.signingCertificate ?? ''}</textarea></div>
<div class="field"><label for="request-signatures">Requests</label>
<select id="request-signatures" name="requestSignatures">${rules}</select></div>
<button>Remember</button></form>
</section>`;
}

function startSection(view: OverviewView): Html {
  const people = view.people.map(
    (person) => html`<option value="${person.id}">${person.name} (${person.email})</option>`,
  );
  return html`<section class="card" aria-labelledby="start">
<h2 id="start">Start from here</h2>
<p class="lead">Sends a response that nobody asked for, as a provider's tile does. Applications refuse it unless told otherwise.</p>
<form method="post" action="/start">
<div class="field"><label for="acs">Assertion consumer service URL (ACS)</label>
<input type="url" id="acs" name="acsUrl" required value="${view.lastTarget?.acsUrl ?? ''}"></div>
<div class="field"><label for="audience">Entity ID (audience)</label>
<input type="text" id="audience" name="spEntityId" required value="${view.lastTarget?.spEntityId ?? ''}"></div>
<div class="field"><label for="relay-state">RelayState (optional)</label>
<input type="text" id="relay-state" name="RelayState"></div>
<div class="row"><div class="field"><label for="person">Person</label><select id="person" name="person">${people}</select></div>
<button>Send response</button></div></form>
</section>`;
}
