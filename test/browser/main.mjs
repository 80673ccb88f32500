// The tests in a real browser: a person's way through n8n's editor, with the packed package in a real
// n8n and Chromium. Run with: npm run test:browser
// With `-- --screenshots` it also takes the pictures of the documentation (docs/images).
import { stopAllOnSignals } from '../../scripts/system/childProcess.mjs';
import './nodePanelTests.mjs';
import './credentialTests.mjs';
import './readingTests.mjs';
import './writingTests.mjs';
import './triggerTests.mjs';
import './fileTests.mjs';
import './failureTests.mjs';
import './comparingTests.mjs';

stopAllOnSignals();
