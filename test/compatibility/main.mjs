// The end-to-end tests in another version of n8n, as far as the README says that they hold there.
// Run with: npm run test:compatibility -- 2.0.3
// The version is installed beside the usual one, which takes minutes and about 2 GB.
import { stopAllOnSignals } from '../../scripts/system/childProcess.mjs';
import './inOtherVersion.mjs';
import './credentialTests.mjs';
import '../e2e/pickerTests.mjs';
import '../e2e/readingTests.mjs';
import '../e2e/writingTests.mjs';
import '../e2e/fileTests.mjs';
import '../e2e/exportTests.mjs';
import '../e2e/oAuthTests.mjs';
import '../e2e/toolTests.mjs';
import '../e2e/triggerTests.mjs';
import '../e2e/webhookTests.mjs';
import '../e2e/exampleTests.mjs';

stopAllOnSignals();
