// Which warnings a script wants: they are raised or not, and the error is the same.
import { AF_INET, E_ALL, E_NOTICE, E_WARNING, error_reporting, socket_create, socket_last_error } from 'wasock';

function attempt(name: string): void {
  socket_create(AF_INET, -1, 0);
  console.log(name + ': ' + socket_last_error().toString());
}

attempt('at first');
console.log((error_reporting(0) & E_WARNING).toString());
attempt('nothing');
error_reporting(E_WARNING);
attempt('warnings');
console.log(error_reporting(E_ALL & ~E_WARNING).toString());
attempt('all but warnings');
error_reporting(E_NOTICE);
attempt('notices');
console.log(error_reporting(E_ALL).toString());
attempt('all');
