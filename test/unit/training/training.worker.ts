// A process that trains, for the test that kills it.
import { trainAsTold } from '../../support/killedTraining';

void trainAsTold();
