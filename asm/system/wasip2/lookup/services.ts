// services(5) and protocols(5), of which WASI knows nothing: those that programs ask for. Numbers and names are IANA's,
// aliases Debian's.
import { Protocol, Service } from "../../../data/lookup";

/** The lines of a services(5): the name, the port and the protocol, other names. */
const SERVICES: StaticArray<string> = [
  "echo 7/tcp", "echo 7/udp", "discard 9/tcp sink null", "discard 9/udp sink null", "daytime 13/tcp", "daytime 13/udp",
  "chargen 19/tcp ttytst source", "chargen 19/udp ttytst source", "ftp-data 20/tcp", "ftp 21/tcp", "ssh 22/tcp",
  "telnet 23/tcp", "smtp 25/tcp mail", "time 37/tcp timserver", "time 37/udp timserver", "whois 43/tcp nicname",
  "domain 53/tcp", "domain 53/udp", "bootps 67/udp", "bootpc 68/udp", "tftp 69/udp", "gopher 70/tcp", "finger 79/tcp",
  "http 80/tcp www", "kerberos 88/tcp kerberos5 krb5 kerberos-sec", "kerberos 88/udp kerberos5 krb5 kerberos-sec",
  "pop3 110/tcp pop-3", "sunrpc 111/tcp portmapper", "sunrpc 111/udp portmapper", "nntp 119/tcp readnews untp",
  "ntp 123/udp", "imap2 143/tcp imap", "snmp 161/tcp", "snmp 161/udp", "snmp-trap 162/tcp snmptrap",
  "snmp-trap 162/udp snmptrap", "irc 194/tcp", "irc 194/udp", "ldap 389/tcp", "ldap 389/udp", "https 443/tcp",
  "https 443/udp", "submissions 465/tcp ssmtp smtps urd", "syslog 514/udp", "printer 515/tcp spooler",
  "submission 587/tcp", "ldaps 636/tcp", "ldaps 636/udp", "domain-s 853/tcp", "domain-s 853/udp", "ftps-data 989/tcp",
  "ftps 990/tcp", "telnets 992/tcp", "imaps 993/tcp", "pop3s 995/tcp", "socks 1080/tcp", "ms-sql-s 1433/tcp",
  "radius 1812/udp", "nfs 2049/tcp", "nfs 2049/udp", "mysql 3306/tcp", "svn 3690/tcp subversion", "sip 5060/tcp",
  "sip 5060/udp", "sip-tls 5061/tcp", "sip-tls 5061/udp", "xmpp-client 5222/tcp jabber-client",
  "xmpp-server 5269/tcp jabber-server", "mdns 5353/udp", "postgresql 5432/tcp postgres", "amqps 5671/tcp",
  "amqp 5672/tcp", "redis 6379/tcp", "http-alt 8080/tcp webcache", "git 9418/tcp",
];

/** The lines of a protocols(5): the name, the number, other names. */
const PROTOCOLS: StaticArray<string> = [
  "ip 0 IP", "hopopt 0 HOPOPT", "icmp 1 ICMP", "igmp 2 IGMP", "ipencap 4 IP-ENCAP", "tcp 6 TCP", "egp 8 EGP",
  "udp 17 UDP", "dccp 33 DCCP", "ipv6 41 IPv6", "ipv6-route 43 IPv6-Route", "ipv6-frag 44 IPv6-Frag", "rsvp 46 RSVP",
  "gre 47 GRE", "esp 50 IPSEC-ESP", "ah 51 IPSEC-AH", "ipv6-icmp 58 IPv6-ICMP", "ipv6-nonxt 59 IPv6-NoNxt",
  "ipv6-opts 60 IPv6-Opts", "ospf 89 OSPFIGP", "ipip 94 IPIP", "pim 103 PIM", "ipcomp 108 IPCOMP", "vrrp 112 VRRP",
  "l2tp 115 L2TP", "sctp 132 SCTP", "udplite 136 UDPLite", "mpls-in-ip 137 MPLS-in-IP",
];

/** The service of that name; an empty `protocol` takes any. */
export function serviceByName(name: string, protocol: string): Service | null {
  for (let i = 0; i < SERVICES.length; i++) {
    const words = SERVICES[i].split(" ");
    if (!isNamed(words, name)) continue;
    const service = serviceOf(words);
    if (protocol.length == 0 || service.protocol == protocol) return service;
  }
  return null;
}

/** The service on that port, 0 to 65535; an empty `protocol` takes any. */
export function serviceByPort(port: i32, protocol: string): Service | null {
  for (let i = 0; i < SERVICES.length; i++) {
    const service = serviceOf(SERVICES[i].split(" "));
    if (service.port == port && (protocol.length == 0 || service.protocol == protocol)) return service;
  }
  return null;
}

/** The protocol of that name. */
export function protocolByName(name: string): Protocol | null {
  for (let i = 0; i < PROTOCOLS.length; i++) {
    const words = PROTOCOLS[i].split(" ");
    if (isNamed(words, name)) return protocolOf(words);
  }
  return null;
}

/** The protocol of that number. */
export function protocolByNumber(number: i32): Protocol | null {
  for (let i = 0; i < PROTOCOLS.length; i++) {
    const protocol = protocolOf(PROTOCOLS[i].split(" "));
    if (protocol.number == number) return protocol;
  }
  return null;
}

/** Whether a line is of that name: its first word, or one after the second. */
function isNamed(words: string[], name: string): bool {
  return words[0] == name || words.indexOf(name, 2) >= 0;
}

function serviceOf(words: string[]): Service {
  const where = words[1].split("/");
  return new Service(words[0], <i32>parseInt(where[0]), where[1]);
}

function protocolOf(words: string[]): Protocol {
  return new Protocol(words[0], <i32>parseInt(words[1]));
}
