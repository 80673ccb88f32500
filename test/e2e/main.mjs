// The end-to-end tests: a real n8n with the packed package, against the Profit simulator. They share
// one n8n, so they run in one process. Run with: npm run test:e2e
import { stopAllOnSignals } from '../../scripts/system/childProcess.mjs';
import './credentialTests.mjs';
import './pickerTests.mjs';
import './readingTests.mjs';
import './writingTests.mjs';
import './fileTests.mjs';
import './exportTests.mjs';
import './oAuthTests.mjs';
import './toolTests.mjs';
import './triggerTests.mjs';
import './webhookTests.mjs';
import './activeTriggerTests.mjs';
import './exampleTests.mjs';

stopAllOnSignals();
