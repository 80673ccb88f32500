import { stopAllOnSignals } from '../../scripts/system/childProcess.mjs';
import './activeTriggerTests.mjs';
stopAllOnSignals();
