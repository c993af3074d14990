// From what is typed to the connection that is sent. Pure.

import {
  changedFields,
  connectionOf,
  parseConnection,
  type Connection,
  type StoredConnection,
} from '@team-sso/core';
import { connectionOptions, withoutOptions } from './option-form.ts';
import { splitCertificates, type ConnectionForm } from './settings-draft.ts';

/**
 * The connection to save: the form over what the edited connection had besides it (what the form doesn't show is kept).
 * `certificates` are those the server read, when it did.
 */
export function connectionFrom(
  form: ConnectionForm,
  edited: StoredConnection | null,
  certificates: readonly string[] = splitCertificates(form.certificates),
): ReturnType<typeof parseConnection> {
  const { provider: _, ...kept } = edited
    ? withoutOptions(connectionOf(edited))
    : ({} as Partial<Connection>);
  const pinned = splitCertificates(form.metadataCertificates);
  return parseConnection({
    ...kept,
    ...connectionOptions(form, edited),
    ...(pinned.length > 0 ? { metadataSigningCertificates: pinned } : {}),
    ...(form.provider === '' ? {} : { provider: form.provider }),
    signOnUrl: form.signOnUrl,
    idpEntityId: form.idpEntityId,
    signingCertificates: certificates,
    spEntityIdScope: form.spEntityIdScope,
  });
}

/** Whether the saved connection would be the same: only then Save has nothing to send. */
export function changesConnection(connection: Connection, edited: StoredConnection | null): boolean {
  return edited === null || changedFields(connection, connectionOf(edited)).length > 0;
}
