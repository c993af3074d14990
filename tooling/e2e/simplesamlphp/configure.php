<?php
// Writes a SimpleSAMLphp 1.19 configuration into STATE/, and STATE/provider.json, from STATE/params.json:
//   serviceProviders  [{ spEntityId, acsUrl, logoutUrl?, signingCertificate?, encryptionCertificate? }]   (PEM)
//   users?            [{ username, password, email, firstName, lastName, groups }]
//   options?          signResponse (true), signAssertion (true), signatureAlgorithm (sha256 | sha384 | sha512 | sha1),
//                     encryptAssertion (false), encryptNameId (false), both with RSA-OAEP;
//                     contentEncryption (its AES-128-CBC): URI of another algorithm for the assertion,
//                     requireSignedRequests (false), nameIdFormat (email | persistent | transient | unspecified),
//                     attributeNames (plain | claims | oid), logoutBinding (redirect | post),
//                     secondCertificate (false): publish a second one; rolled (false): and sign with it;
//                     keyDir: keep the keys there, so that another start has the same
// While it runs, edit.php changes its metadata, and these files in STATE/ change what no metadata can:
//   clock-ahead (seconds), content-encryption (as the option).
declare(strict_types=1);

[, $state, $base] = $argv;
$params = json_decode(file_get_contents("$state/params.json"), true, 32, JSON_THROW_ON_ERROR);
$serviceProviders = $params['serviceProviders'] ?? [];
$options = ($params['options'] ?? []) + ['signatureAlgorithm' => 'sha256', 'nameIdFormat' => 'email', 'attributeNames' => 'plain'];
$users = $params['users'] ?? array_map(user(...), ['admin', 'member', 'multi', 'alice']);

foreach (['config', 'metadata', 'keys', 'data', 'logs', 'tmp', 'sessions'] as $folder) mkdir("$state/$folder", 0700);
$keys = keyNames($options);
foreach ($keys as $name) provideKey($name, $options['keyDir'] ?? "$state/keys", "$state/keys");

writePhp("$state/config/config.php", 'config', mainConfig($state, $base));
writePhp("$state/config/authsources.php", 'config', authSources($users, $options['attributeNames']));
writePhp("$state/metadata/saml20-idp-hosted.php", 'metadata', ["$base/saml2/idp/metadata.php" => identityProvider($options, $keys)]);
writePhp("$state/metadata/saml20-sp-remote.php", 'metadata', array_column(
  array_map(fn($sp) => [$sp['spEntityId'], serviceProvider($sp, $options)], $serviceProviders), 1, 0));
if (isset($options['contentEncryption'])) file_put_contents("$state/content-encryption", $options['contentEncryption']);
writePrepend($state);
file_put_contents("$state/provider.json", json_encode([
  'entityId' => "$base/saml2/idp/metadata.php",
  'ssoUrl' => "$base/saml2/idp/SSOService.php",
  'sloUrl' => "$base/saml2/idp/SingleLogoutService.php",
  'metadataUrl' => "$base/saml2/idp/metadata.php",
  'certPem' => file_get_contents("$state/keys/{$keys[0]}.crt"),
  'nextCertPem' => isset($keys[1]) ? file_get_contents("$state/keys/{$keys[1]}.crt") : null,
  'users' => $users,
  'folder' => $state,
  'pid' => 0,
], JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR) . "\n");

function user(string $name): array {
  return ['username' => $name, 'password' => "$name-at-the-provider", 'email' => "$name@acme.example",
    'firstName' => ucfirst($name), 'lastName' => 'Ångström', 'groups' => ['everyone', 'engineering']];
}

/** The first signs, a second is only published. */
function keyNames(array $options): array {
  if ($options['rolled'] ?? false) return ['second', 'first'];
  return $options['secondCertificate'] ?? false ? ['first', 'second'] : ['first'];
}

function provideKey(string $name, string $keyDir, string $target): void {
  if (!is_dir($keyDir)) mkdir($keyDir, 0700, true);
  if (!file_exists("$keyDir/$name.crt")) {
    $key = openssl_pkey_new(['private_key_type' => OPENSSL_KEYTYPE_RSA, 'private_key_bits' => 2048]);
    $request = openssl_csr_new(['commonName' => "SimpleSAMLphp $name"], $key, ['digest_alg' => 'sha256']);
    openssl_x509_export_to_file(openssl_csr_sign($request, null, $key, 3650, ['digest_alg' => 'sha256']), "$keyDir/$name.crt");
    openssl_pkey_export_to_file($key, "$keyDir/$name.key");
  }
  foreach (['crt', 'key'] as $kind)
    if ($keyDir !== $target) copy("$keyDir/$name.$kind", "$target/$name.$kind");
}

function writePhp(string $file, string $variable, array $value): void {
  file_put_contents($file, "<?php\n\$$variable = " . var_export($value, true) . ";\n");
}

/**
 * SimpleSAMLphp offers no choice of AES mode beside a public key: a copy of the class that picks it names another one where
 * that is asked for. Its clock is that of the machine: the two namespaces that read it get a function of their own.
 */
function writePrepend(string $state): void {
  $class = file_get_contents('/usr/share/simplesamlphp/vendor/simplesamlphp/saml2/src/SAML2/EncryptedAssertion.php');
  $patched = str_replace('new XMLSecurityKey(XMLSecurityKey::AES128_CBC)', "new XMLSecurityKey(trim(file_get_contents('$state/content-encryption')))", $class, $count);
  if ($count !== 1) throw new RuntimeException('this release of SimpleSAMLphp picks its content encryption elsewhere');
  file_put_contents("$state/EncryptedAssertion.php", $patched);
  $clock = "function time(): int { return \\time() + (is_file('$state/clock-ahead') ? (int) file_get_contents('$state/clock-ahead') : 0); }";
  file_put_contents("$state/prepend.php", "<?php\nnamespace SimpleSAML\\Module\\saml\\IdP { $clock }\nnamespace SAML2\\Utilities { $clock }\n"
    . "namespace { if (is_file('$state/content-encryption')) require '$state/EncryptedAssertion.php'; }\n");
}

function mainConfig(string $state, string $base): array {
  return [
    'baseurlpath' => "$base/", 'certdir' => "$state/keys/", 'loggingdir' => "$state/logs/", 'datadir' => "$state/data/",
    'tempdir' => "$state/tmp", 'metadatadir' => "$state/metadata/", 'attributenamemapdir' => '/etc/simplesamlphp/attributemap/',
    'metadata.sources' => [['type' => 'flatfile']], 'enable.saml20-idp' => true, 'authproc.idp' => [],
    'module.enable' => ['core' => true, 'exampleauth' => true, 'saml' => true, 'authorize' => true],
    'secretsalt' => bin2hex(random_bytes(16)), 'auth.adminpassword' => bin2hex(random_bytes(16)),
    'technicalcontact_name' => 'Tests', 'technicalcontact_email' => 'tests@provider.example', 'timezone' => 'UTC',
    'admin.checkforupdates' => false, 'language.default' => 'en', 'language.available' => ['en'], 'theme.use' => 'default',
    'showerrors' => true, 'errorreporting' => true, 'logging.level' => 7, 'logging.handler' => 'file', 'logging.logfile' => 'idp.log',
    'store.type' => 'phpsession', 'session.phpsession.cookiename' => 'SimpleSAML', 'session.phpsession.savepath' => "$state/sessions",
    'session.phpsession.httponly' => true, 'session.cookie.name' => 'SimpleSAMLSessionID', 'session.cookie.path' => '/',
    'session.cookie.secure' => false, 'session.cookie.samesite' => null, 'session.authtoken.cookiename' => 'SimpleSAMLAuthToken',
    'session.duration' => 28800, 'session.datastore.timeout' => 14400, 'session.state.timeout' => 3600, 'language.cookie.secure' => false,
    'trusted.url.domains' => null, 'enable.http_post' => true, 'production' => true,
  ];
}

function authSources(array $users, string $attributeNames): array {
  $claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
  $names = [
    'plain' => ['email', 'firstName', 'lastName', 'groups'],
    'claims' => ["{$claims}emailaddress", "{$claims}givenname", "{$claims}surname", 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups'],
    'oid' => ['urn:oid:0.9.2342.19200300.100.1.3', 'urn:oid:2.5.4.42', 'urn:oid:2.5.4.4', 'urn:oid:1.3.6.1.4.1.5923.1.5.1.1'],
  ][$attributeNames];
  $source = ['exampleauth:UserPass'];
  foreach ($users as $user)
    $source["{$user['username']}:{$user['password']}"] = ['uid' => [$user['username']], 'mail-for-nameid' => [$user['email']]]
      + array_combine($names, [[$user['email']], [$user['firstName']], [$user['lastName']], $user['groups']]);
  return ['admin' => ['core:AdminPassword'], 'people' => $source];
}

function identityProvider(array $options, array $keys): array {
  $format = [
    'email' => 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    'persistent' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    'transient' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
    'unspecified' => 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  ][$options['nameIdFormat']];
  $generator = ['persistent' => 'saml:PersistentNameID', 'transient' => 'saml:TransientNameID'][$options['nameIdFormat']] ?? 'saml:AttributeNameID';
  $algorithm = $options['signatureAlgorithm'];
  $bindings = array_map(fn($name) => "urn:oasis:names:tc:SAML:2.0:bindings:$name", ['HTTP-Redirect', 'HTTP-POST']);
  $hosted = [
    'host' => '__DEFAULT__', 'auth' => 'people', 'privatekey' => "{$keys[0]}.key", 'certificate' => "{$keys[0]}.crt",
    'signature.algorithm' => $algorithm === 'sha1' ? 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' : "http://www.w3.org/2001/04/xmldsig-more#rsa-$algorithm",
    'NameIDFormat' => $format, 'attributes.NameFormat' => 'urn:oasis:names:tc:SAML:2.0:attrname-format:' . ($options['attributeNames'] === 'plain' ? 'basic' : 'uri'),
    'authproc' => [
      3 => ['class' => $generator, 'attribute' => $options['nameIdFormat'] === 'email' ? 'mail-for-nameid' : 'uid', 'Format' => $format],
      90 => ['class' => 'core:PHP', 'code' => 'unset($attributes["mail-for-nameid"]);'],
    ],
    'saml20.sign.response' => $options['signResponse'] ?? true, 'saml20.sign.assertion' => $options['signAssertion'] ?? true,
    'assertion.encryption' => $options['encryptAssertion'] ?? false, 'nameid.encryption' => $options['encryptNameId'] ?? false,
    'validate.authnrequest' => $options['requireSignedRequests'] ?? false, 'sign.logout' => true, 'validate.logout' => true,
    'SingleSignOnServiceBinding' => $bindings, 'SingleLogoutServiceBinding' => $bindings,
  ];
  return isset($keys[1]) ? $hosted + ['new_privatekey' => "{$keys[1]}.key", 'new_certificate' => "{$keys[1]}.crt"] : $hosted;
}

function serviceProvider(array $sp, array $options): array {
  $post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
  $logoutBinding = ($options['logoutBinding'] ?? 'redirect') === 'post' ? $post : 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
  $key = fn(?string $pem, bool $signs) => $pem === null ? [] : [[
    'type' => 'X509Certificate', 'signing' => $signs, 'encryption' => !$signs, 'X509Certificate' => preg_replace('/-----[^-]+-----|\s/', '', $pem)]];
  return array_filter([
    'AssertionConsumerService' => [['Binding' => $post, 'Location' => $sp['acsUrl'], 'index' => 0, 'isDefault' => true]],
    'SingleLogoutService' => isset($sp['logoutUrl']) ? [['Binding' => $logoutBinding, 'Location' => $sp['logoutUrl']]] : null,
    'keys' => [...$key($sp['signingCertificate'] ?? null, true), ...$key($sp['encryptionCertificate'] ?? null, false)] ?: null,
    'validate.logout' => isset($sp['signingCertificate']),
  ], fn($value) => $value !== null);
}
