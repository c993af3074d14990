// What a health flag says, and the press that cures it.

import type { HealthCode, SettingsView } from '@team-sso/core';
import type { TemplateResult } from 'lit';
import { showActivity } from '../actions/open-activity.ts';
import { guideNames } from '../guide-names.ts';
import type { SettingsMessageKey } from '../messages/messages.ts';
import type { PanelHost } from '../panel-host.ts';
import { renderButton, renderLink, warning, type Banner } from './banner.ts';

export function healthBanner(host: PanelHost, view: SettingsView, code: HealthCode): Banner {
  const { texts } = host;
  const ends = soonestEnd(view);
  const provider = guideNames(host).shortName;
  if (code === 'certificate_expiring' && ends) {
    const values = { date: texts.date(ends), when: texts.relative(ends, host.now()) };
    return certificateBanner(host, view, {
      ...warning(
        texts.text('sso.health.certificate_expiring', values),
        texts.text('sso.health.certificate_expiring.cure', { provider }),
      ),
      action: addCertificate(host, 'sso.health.certificate_expiring.action'),
    });
  }
  if (code === 'certificate_expired' && ends)
    return certificateBanner(host, view, {
      tone: 'bad',
      icon: 'warn',
      title: texts.text('sso.health.certificate_expired', { date: texts.date(ends) }),
      text: texts.text('sso.health.certificate_expired.cure', { provider }),
      action: addCertificate(host, 'sso.health.certificate_expired.action'),
    });
  return otherBanner(host, view, code);
}

const addCertificate = (host: PanelHost, label: SettingsMessageKey): TemplateResult =>
  renderButton(host.texts.text(label), () => host.run('form', (part) => part.openForm(host, 'certificates')));

/** With another certificate in the draft, what to do next stands in the head; while the form is open, there. */
function certificateBanner({ texts, model }: PanelHost, view: SettingsView, banner: Banner): Banner {
  const { action, ...rest } = banner;
  const known = view.live?.signingCertificates ?? [];
  const isInDraft = view.draft?.signingCertificates.some((certificate) => !known.includes(certificate));
  if (isInDraft) return { ...rest, text: texts.text('sso.health.certificate_expiring.draft') };
  return model.edit || !action ? rest : banner;
}

function otherBanner(host: PanelHost, view: SettingsView, code: HealthCode): Banner {
  const { texts, client } = host;
  const since = view.health.find((flag) => flag.code === code)?.since;
  const key = texts.known(`sso.health.${code}`);
  const keySince = since ? texts.known(`sso.health.${code}.since`) : null;
  const cure = texts.known(`sso.health.${code}.cure`);
  const title =
    keySince && since
      ? texts.text(keySince, { time: texts.time(new Date(since)) })
      : key
        ? texts.text(key)
        : code;
  const banner = warning(title, cure ? texts.text(cure) : undefined);
  if (code === 'no_recovery_route' && (client.makeRecoveryCodes || client.setPolicy))
    return {
      ...banner,
      action: renderButton(texts.text('sso.health.no_recovery_route.action'), () =>
        host.run('safety', (part) => part.openWaysBack(host)),
      ),
    };
  if (
    (code === 'metadata_changed' || code === 'idp_unreachable') &&
    client.readMetadataReview &&
    !host.model.edit
  )
    return {
      ...banner,
      action: renderButton(texts.text(`sso.health.${code}.action`), () => showMetadata(host)),
    };
  if (code === 'sp_key_changing')
    return {
      ...banner,
      action: renderLink(texts.text('sso.health.sp_key_changing.action'), view.serviceProvider.metadataUrl),
    };
  if (code === 'idp_failing' && client.readAttempts)
    return {
      ...banner,
      action: renderButton(texts.text('sso.health.idp_failing.action'), () => showActivity(host)),
    };
  return banner;
}

/** Its section stands in the summary, which may be folded beside a test result. */
function showMetadata(host: PanelHost): void {
  host.update({ showsInUse: true });
  host.focusOn('metadata-h');
}

function soonestEnd({ certificates }: SettingsView): Date | null {
  const ends = certificates.map(({ notAfter }) => new Date(notAfter).getTime());
  return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}
