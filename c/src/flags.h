// MSG_* as the WIT's flags.
#pragma once

/** MSG_* as send-flags. */
int wasock_send_flags(int flags);
/** MSG_* as receive-flags. */
int wasock_receive_flags(int flags);
