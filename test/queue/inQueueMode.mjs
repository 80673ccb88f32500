import { useOtherEnvironment } from '../e2e/environment.mjs';
import { startQueueEnvironment } from './environment.mjs';

// A module of its own, because modules run in the order in which they are imported.
useOtherEnvironment(startQueueEnvironment);
