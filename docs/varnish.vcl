# Varnish in front of Stet: it answers many readers with one question to the server, and goes on with
# what it has while the server is slow, restarts or is gone. It heeds CDN-Cache-Control (RFC 9213) and
# the times in it (RFC 5861), which Varnish does not know by itself.
#
#     varnishd -a :80 -f docs/varnish.vcl -s malloc,512m
#
# TLS and HTTP/2 are for whoever stands before it. Stet wants `--trusted-proxy 127.0.0.1`.

vcl 4.1;

import std;

backend stet {
    .host = "127.0.0.1";
    .port = "8080";
    .probe = {
        .url = "/healthz";
        .interval = 1s;
        .timeout = 500ms;
        .window = 3;
        .threshold = 2;
    }
}

# Who may say what is to be let go of: `stet serve --purge-url http://127.0.0.1/purge --also-reach 127.0.0.1:80`.
acl stet_itself {
    "localhost";
}

sub vcl_recv {
    if (req.method == "POST" && req.url == "/purge") {
        if (client.ip !~ stet_itself || req.http.Surrogate-Key !~ "^(live/[a-z0-9-]+|media/[0-9a-f-]+)$") {
            return (synth(403));
        }
        ban("obj.http.Surrogate-Key == " + req.http.Surrogate-Key);
        return (synth(204));
    }
    # A stream is one connection from end to end, which Varnish hands on and does not look into.
    if (req.url ~ "^/live/[^/]+/stream") {
        return (pipe);
    }
    # What members do is theirs alone.
    if (req.url ~ "^/(desk|api|micropub)(/|$|\?)") {
        return (pass);
    }
    # Readers have no cookies of Stet's; those of others at this host say nothing to it.
    unset req.http.Cookie;
    # stale-while-revalidate while the server is well, stale-if-error while it is not.
    if (std.healthy(req.backend_hint)) {
        set req.grace = 10s;
    }
}

sub vcl_pipe {
    set bereq.http.Connection = "close";
}

sub vcl_backend_response {
    # A fault is not kept in the place of a page; where there is an older one, that is shown.
    if (beresp.status >= 500 && bereq.is_bgfetch) {
        return (abandon);
    }
    if (beresp.http.CDN-Cache-Control ~ "max-age=\d+") {
        set beresp.ttl = std.duration(regsub(beresp.http.CDN-Cache-Control, "^.*max-age=(\d+).*$", "\1s"), 1s);
        set beresp.grace = 10s;
        if (beresp.http.CDN-Cache-Control ~ "stale-if-error=\d+") {
            set beresp.grace = std.duration(regsub(beresp.http.CDN-Cache-Control, "^.*stale-if-error=(\d+).*$", "\1s"), 10s);
        }
        # Cache-Control is for browsers: by it, Varnish would keep nothing.
        return (deliver);
    }
}

sub vcl_deliver {
    unset resp.http.CDN-Cache-Control;
    unset resp.http.Surrogate-Key;
}
