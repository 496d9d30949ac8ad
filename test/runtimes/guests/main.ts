// Prints what this runtime can do, a line for each feature: its name, a tab, and `yes`, `no`, or an errno's number.
//
// argv: a directory for local sockets.

import { connections } from './connections';
import { domains } from './domains';

domains();
connections();
