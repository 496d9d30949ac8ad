// Prints what vitest's JSON report says, and fails if a test failed or was left out.
import { existsSync, readFileSync } from 'node:fs';

const [, , path, exitCode] = process.argv;
if (existsSync(path)) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const leftOut = report.testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => status !== 'passed' && status !== 'failed');
  for (const { fullName } of leftOut) console.log(`left out: ${fullName}`);
  // A file that cannot even be loaded counts as one failure.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const failed = report.numFailedTests + broken.length;
  console.log(`${report.numPassedTests} passed, ${failed} failed`);
  process.exit(failed > 0 || leftOut.length > 0 || exitCode !== '0' ? 1 : 0);
}
// The build or the linter failed before any test ran.
console.log('0 passed, 1 failed');
process.exit(1);
