// The end-to-end tests again, in n8n's queue mode: one main and two workers, with Redis and PostgreSQL
// of their own. Run with: npm run test:queue
import { stopAllOnSignals } from '../../scripts/system/childProcess.mjs';
import './inQueueMode.mjs';
import './workerTests.mjs';
import './oAuthTests.mjs';
import './binaryTests.mjs';
import './cancellationTests.mjs';
import '../e2e/credentialTests.mjs';
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
