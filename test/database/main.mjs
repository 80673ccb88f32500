// The example workflows that keep a database in step, in a real n8n, with a PostgreSQL of their own and
// with n8n's Data Tables. n8n is killed in the middle of runs. Run with: npm run test:database
import { stopAllOnSignals } from '../../scripts/system/childProcess.mjs';
import './overlappingTests.mjs';
import './postgresTests.mjs';
import './dataTableTests.mjs';

stopAllOnSignals();
