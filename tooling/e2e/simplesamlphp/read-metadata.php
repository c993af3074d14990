<?php
// Reads the metadata of a service provider into the metadata of a SimpleSAMLphp that runs, with its own parser, as its
// converter and its module metarefresh do:
//   read-metadata.php STATE XML    replaces the entry of that entity ID, but for the options that no metadata names
declare(strict_types=1);

[, $state, $xml] = $argv;
putenv("SIMPLESAMLPHP_CONFIG_DIR=$state/config");
require '/usr/share/simplesamlphp/lib/_autoload.php';
$parsed = SimpleSAML\Metadata\SAMLParser::parseString($xml)->getMetadata20SP();
$file = "$state/metadata/saml20-sp-remote.php";
include $file;
$entityId = $parsed['entityid'];
unset($parsed['entityDescriptor'], $parsed['expire'], $parsed['metadata-set'], $parsed['entityid']);
$metadata[$entityId] = $parsed + ($metadata[$entityId] ?? []);
file_put_contents("$file.new", "<?php\n\$metadata = " . var_export($metadata, true) . ";\n");
rename("$file.new", $file);
