import { lockRun } from '../../../server/src/runs/lock';

/** Takes the lock of the folder that is its argument, and prints what comes of it. */
lockRun(process.argv[2], () => {}).then(
  (lock) => lock.release().then(() => console.log('taken')),
  (error) => console.log(error.message),
);
