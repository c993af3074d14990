// The pages of single logout: on the way to the next application, and what came of it.

import type { LogoutStep } from '../server/logout.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';
import type { Page } from './layout.ts';
import { SUBMIT_SCRIPT } from './scripts.ts';

/** Renders a step. By redirect it is a page that goes on by itself: the answer to a form post may not redirect elsewhere. */
export function renderLogoutStep(step: LogoutStep): Page {
  if (step.kind === 'done') return renderDone(step);
  const { message, url } = step;
  const { host, origin } = new URL(url);
  if (message.query !== '') {
    const target = `${url}${url.includes('?') ? '&' : '?'}${message.query}`;
    const main = html`<section class="card"><h1>Signing you out of ${host}</h1>
<p class="lead">If nothing happens, <a href="${target}">continue by hand</a>.</p></section>`;
    const page = renderPage({ title: 'Signing out', main });
    return { ...page, headers: { ...page.headers, refresh: `0; url=${target}` } };
  }
  const fields = Object.entries(message.fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const main = html`<form class="card" method="post" action="${url}">
<h1>Signing you out of ${host}</h1>
<p class="lead">If nothing happens, continue by hand.</p>
${fields}
<button class="block">Continue</button>
</form>`;
  return renderPage({ title: 'Signing out', main, script: SUBMIT_SCRIPT, formOrigins: [origin] });
}

function renderDone({ ended, failed }: LogoutStep & { readonly kind: 'done' }): Page {
  const list = (names: readonly string[]) => html`<ul>${names.map((name) => html`<li>${name}</li>`)}</ul>`;
  const main = html`<section class="card"><h1>You are signed out</h1>
${ended.length > 0 ? html`<p class="lead">These applications ended their session:</p>${list(ended)}` : null}
${failed.length > 0 ? html`<p class="lead">These did not, or could not be asked:</p>${list(failed)}` : null}
<p><a href="/">Values for the application</a></p></section>`;
  return renderPage({ title: 'Signed out', main });
}
