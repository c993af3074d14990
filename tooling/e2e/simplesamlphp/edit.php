<?php
// Changes one entry of the metadata of a SimpleSAMLphp that runs, as an administrator does with an editor:
//   edit.php FILE JSON    { entry, renameTo?, set?: { option: value }, unset?: [option], filters?: { priority: filter | null } }
declare(strict_types=1);

[, $file, $json] = $argv;
$change = json_decode($json, true, 32, JSON_THROW_ON_ERROR);
include $file;
$entry = $metadata[$change['entry']] ?? throw new RuntimeException("no entry {$change['entry']} in $file");
unset($metadata[$change['entry']]);
$entry = array_diff_key(array_merge($entry, $change['set'] ?? []), array_flip($change['unset'] ?? []));
foreach ($change['filters'] ?? [] as $priority => $filter) {
  $entry['authproc'][$priority] = $filter;
  $entry['authproc'] = array_filter($entry['authproc'], fn($each) => $each !== null);
}
$metadata[$change['renameTo'] ?? $change['entry']] = $entry;
file_put_contents("$file.new", "<?php\n\$metadata = " . var_export($metadata, true) . ";\n");
rename("$file.new", $file);
