// Prints what this runtime can do, a line for each feature: its name, a tab, and `yes`, `no`, or an errno's number.
//
// argv: a directory for local sockets; the features to be probed, or none for all.

import { connections } from './connections';
import { domains } from './domains';
import { errors } from './errors';
import { flags } from './flags';
import { messages } from './messages';
import { multicast } from './multicast';
import { names } from './names';
import { options } from './options';
import { processes } from './processes';
import { handover, streams } from './streams';
import { waiting } from './waiting';

domains();
connections();
waiting();
flags();
messages();
options();
multicast();
names();
handover();
streams();
processes();
errors();
