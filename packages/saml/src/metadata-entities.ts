// The identity providers of a metadata document (saml-metadata-2.0-os §2.3): one entity, or groups of them in groups.

import { refuseMetadata } from './metadata-refusal.ts';
import { childrenNamed, readIdpRole, type IdpRole } from './metadata-role.ts';
import { hasExpired, UNLIMITED, validityWithin, type MetadataValidity } from './metadata-validity.ts';
import type { MetadataWarning, MetadataWarningCode } from './metadata-warning.ts';
import { ATTRIBUTE, MD } from './names.ts';
import { PROTOCOL_NAMESPACE } from './namespaces.ts';
import type { XmlTable } from './xml-table.ts';

/** One identity provider. Everything here is the provider's own word. */
export interface IdpMetadataEntity extends IdpRole {
  readonly entityId: string;
  /** OrganizationDisplayName, the first there is: a help in choosing among many, untrusted text. */
  readonly organizationName?: string;
  /** The earliest `validUntil` of the provider and all that encloses it. */
  readonly validUntil?: Date;
  /** The shortest `cacheDuration` likewise. */
  readonly cacheDurationSeconds?: number;
}

/** What the entities of a document are. */
export interface MetadataEntities {
  readonly entities: readonly IdpMetadataEntity[];
  readonly warnings: readonly MetadataWarning[];
  /** The first entity that is a service provider, or null. */
  readonly serviceProvider: string | null;
}

// §2.2.1.
const MAX_ENTITY_ID_CHARACTERS = 1_024;
const MAX_NAME_CHARACTERS = 200;
const MAX_WARNINGS = 100;

/** Reads every identity provider of the document; other roles, other protocols and foreign elements are passed over. */
export function readEntities(table: XmlTable, now: Date): MetadataEntities {
  const reader = new EntityReader(table, now);
  reader.read(0, UNLIMITED);
  return {
    entities: [...reader.entities.values()],
    warnings: reader.warnings,
    serviceProvider: reader.serviceProvider,
  };
}

class EntityReader {
  readonly entities = new Map<string, IdpMetadataEntity>();
  readonly warnings: MetadataWarning[] = [];
  serviceProvider: string | null = null;
  readonly #table: XmlTable;
  readonly #now: Date;

  constructor(table: XmlTable, now: Date) {
    this.#table = table;
    this.#now = now;
  }

  /** The gate's limit of depth is the limit of this recursion. */
  read(row: number, outer: MetadataValidity): void {
    const table = this.#table;
    const validity = validityWithin(outer, table, row);
    if (table.name(row) === MD.EntityDescriptor) {
      this.#readEntity(row, validity);
      return;
    }
    const end = table.next(row);
    for (let child = row + 1; child < end; child = table.next(child)) {
      const name = table.name(child);
      if (name === MD.EntityDescriptor || name === MD.EntitiesDescriptor) this.read(child, validity);
    }
  }

  #readEntity(row: number, outer: MetadataValidity): void {
    const table = this.#table;
    const entityId = table.attribute(row, ATTRIBUTE.entityID) ?? '';
    if (entityId.trim() === '' || entityId.length > MAX_ENTITY_ID_CHARACTERS)
      refuseMetadata('metadata_invalid', { detail: 'an entityID that is missing or too long' });
    if (childrenNamed(table, row, MD.SPSSODescriptor).length > 0) this.serviceProvider ??= entityId;
    const roles = childrenNamed(table, row, MD.IDPSSODescriptor).filter((role) => this.#speaksSaml2(role));
    const [role] = roles;
    if (role === undefined) return;
    const warn = (code: MetadataWarningCode, detail?: string): void => {
      if (this.warnings.length < MAX_WARNINGS)
        this.warnings.push({ code, entityId, ...(detail === undefined ? {} : { detail }) });
    };
    const validity = validityWithin(outer, table, role);
    if (hasExpired(validity, this.#now)) return warn('provider_expired');
    if (roles.length > 1) warn('several_roles');
    // Two descriptions of one provider: which keys are its own could not be said.
    if (this.entities.has(entityId))
      refuseMetadata('metadata_invalid', { detail: 'an entityID that occurs twice', received: entityId });
    this.entities.set(entityId, {
      entityId,
      ...readIdpRole(table, role, warn),
      ...this.#organization(row),
      ...(validity.validUntil === null ? {} : { validUntil: new Date(validity.validUntil) }),
      ...(validity.cacheDurationSeconds === null
        ? {}
        : { cacheDurationSeconds: validity.cacheDurationSeconds }),
    });
  }

  #speaksSaml2(role: number): boolean {
    const protocols = this.#table.attribute(role, ATTRIBUTE.protocolSupportEnumeration) ?? '';
    return protocols.split(/\s+/).includes(PROTOCOL_NAMESPACE);
  }

  #organization(row: number): { organizationName?: string } {
    const table = this.#table;
    const [organization] = childrenNamed(table, row, MD.Organization);
    const [name] =
      organization === undefined ? [] : childrenNamed(table, organization, MD.OrganizationDisplayName);
    const text = name === undefined ? '' : table.text(name).trim();
    return text === '' ? {} : { organizationName: text.slice(0, MAX_NAME_CHARACTERS) };
  }
}
