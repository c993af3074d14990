// The namespace URIs that mean something to this engine.

export const PROTOCOL_NAMESPACE = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const ASSERTION_NAMESPACE = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const METADATA_NAMESPACE = 'urn:oasis:names:tc:SAML:2.0:metadata';
export const SIGNATURE_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';
export const SIGNATURE_11_NAMESPACE = 'http://www.w3.org/2009/xmldsig11#';
export const ENCRYPTION_NAMESPACE = 'http://www.w3.org/2001/04/xmlenc#';
export const ENCRYPTION_11_NAMESPACE = 'http://www.w3.org/2009/xmlenc11#';
export const EXCLUSIVE_C14N_NAMESPACE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
export const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';
