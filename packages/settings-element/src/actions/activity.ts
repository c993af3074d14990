// Recent activity: read when it is opened, page by page, searched by the short code a member reads out, exported.

import type { PanelHost } from '../panel-host.ts';
import type { ActivityModel } from '../panel-model.ts';
import { call, showFailure } from './failure.ts';
import { loadImpact } from './impact.ts';

/** How many rows are shown at first, and how many more at a time. */
export const ROWS_AT_A_TIME = 20;

export async function loadActivity(host: PanelHost): Promise<void> {
  // People are known by their ids there; who they are, the members say.
  void loadImpact(host);
  if (host.model.activity === 'failed') host.update({ activity: null });
  const [attempts, audit] = await Promise.allSettled([readAttempts(host), readAudit(host)]);
  if (attempts.status === 'rejected' && audit.status === 'rejected')
    return host.update({ activity: 'failed' });
  const signIns = attempts.status === 'fulfilled' ? attempts.value : undefined;
  const changes = audit.status === 'fulfilled' ? audit.value : undefined;
  host.update({
    activity: {
      attempts: signIns?.items ?? [],
      attemptsNext: signIns?.next ?? null,
      audit: changes?.items ?? [],
      auditNext: changes?.next ?? null,
      missing: attempts.status === 'rejected' ? 'attempts' : audit.status === 'rejected' ? 'audit' : null,
      shown: ROWS_AT_A_TIME,
      search: null,
      open: null,
    },
  });
}

const readAttempts = (host: PanelHost, cursor?: string) =>
  call(host, async () => host.client.readAttempts?.(cursor === undefined ? {} : { cursor }));

const readAudit = (host: PanelHost, cursor?: string) =>
  call(host, async () =>
    host.client.readAudit?.({ order: 'newest', ...(cursor === undefined ? {} : { cursor }) }),
  );

/** More rows; what isn't here yet is read. */
export async function showMore(host: PanelHost): Promise<void> {
  const { activity } = host.model;
  if (!activity || activity === 'failed') return;
  const shown = activity.shown + ROWS_AT_A_TIME;
  change(host, { shown });
  if (knownRows(activity) >= shown) return;
  try {
    const [attempts, audit] = await Promise.all([
      activity.attemptsNext === null ? undefined : readAttempts(host, activity.attemptsNext),
      activity.auditNext === null ? undefined : readAudit(host, activity.auditNext),
    ]);
    change(host, {
      attempts: [...activity.attempts, ...(attempts?.items ?? [])],
      attemptsNext: attempts?.next ?? null,
      audit: [...activity.audit, ...(audit?.items ?? [])],
      auditNext: audit?.next ?? null,
    });
  } catch (error) {
    showFailure(host, error);
  }
}

const knownRows = ({ attempts, audit }: ActivityModel): number => attempts.length + audit.length;

function change(host: PanelHost, next: Partial<ActivityModel>): void {
  const { activity } = host.model;
  if (activity && activity !== 'failed') host.update({ activity: { ...activity, ...next } });
}

/** Finds the attempt of a code and opens why it was refused. */
export async function findAttempt(host: PanelHost, typed: string, notFound: string): Promise<void> {
  const code = typed.trim().toUpperCase();
  if (code === '') return change(host, { search: null });
  try {
    const page = await call(host, async () => host.client.readAttempts?.({ code }));
    const found = page?.items[0] ?? null;
    change(host, { search: { code, found }, open: null });
    if (found) host.focusOn('found');
    else host.announce(notFound, true);
  } catch (error) {
    showFailure(host, error);
  }
}

/** Back from one attempt to all of them. */
export function showAllActivity(host: PanelHost): void {
  change(host, { search: null });
  host.focusOn('attempt-code');
}

export function toggleAttempt(host: PanelHost, code: string, isOpen: boolean): void {
  change(host, { open: isOpen ? code : null });
}

/** The audit log as a file; it needs the page's own call, because the format is asked for in a header. */
export async function exportAudit(host: PanelHost, said: string): Promise<void> {
  try {
    const file = await call(host, async () => host.client.exportAudit?.());
    if (!file) return;
    download(file, 'sso-audit.jsonl');
    host.announce(said);
  } catch (error) {
    showFailure(host, error);
  }
}

/** Hands a file to the browser. */
export function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
