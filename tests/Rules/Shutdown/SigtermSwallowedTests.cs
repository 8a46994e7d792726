using Hale.Rules.Shutdown;
using Hale.Testing;

namespace Hale.Rules.Tests.Shutdown;

public sealed class SigtermSwallowedTests
{
    [Theory]
    [InlineData("migrate && server")]
    [InlineData("migrate; server --port 80")]
    [InlineData("migrate\nserver\n")]
    [InlineData("server 2>&1 | tee /var/log/server")]
    [InlineData("until nc -z db 5432; do sleep 1; done; server")]
    [InlineData("if [ -f /config ]; then cp /config /etc; fi\nserver")]
    [InlineData("set -e # exec is missing below\nPORT=80 server")]
    [InlineData("cd /srv; \"$JAVA_HOME/bin/java\" -jar app.jar")]
    [InlineData("ID=${HOSTNAME##*-}\necho \"$ID\"\nserver --id=$((ID + 1)) \"$@\"")]
    [InlineData("metrics & server")]
    [InlineData("metrics & server & wait")]
    public void Warns_of_a_server_that_the_shell_starts(string script) =>
        Assert.Equal(Severity.Warning, Lint.One<SigtermSwallowed>(Shop($"command: [sh, -c, {Quote(script)}]")).Severity);

    [Fact]
    public void Underlines_the_script_and_names_the_program()
    {
        var text = Shop("command: [/bin/sh]\n        args: [-ec, {|HA0504:\"migrate && /srv/server --port 80\"|}]");
        Lint.Expect<SigtermSwallowed>(text);
        Assert.Equal(
            "In container 'shop' of Deployment 'shop' sh stays process 1 and does not pass SIGTERM on to 'server'",
            Lint.One<SigtermSwallowed>(text).Message);
    }

    [Theory]
    [InlineData("a & b & wait", "sh stays process 1 and does not pass SIGTERM on to what it waits for")]
    [InlineData("sleep infinity", "'sleep' keeps running without a handler for SIGTERM")]
    [InlineData("while true; do date; sleep 60; done", "an endless loop keeps running without a handler for SIGTERM")]
    public void Says_what_keeps_the_container_running(string script, string ending) =>
        Assert.EndsWith(ending, Lint.One<SigtermSwallowed>(Shop($"command: [sh, -c, {Quote(script)}]")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("migrate && server", Severity.Note)] // newer versions become the last command by themselves
    [InlineData("server | tee /log", Severity.Warning)]
    [InlineData("a & b & wait", Severity.Warning)]
    public void Is_a_note_where_bash_may_help_itself(string script, Severity severity) =>
        Assert.Equal(severity, Lint.One<SigtermSwallowed>(Shop($"command: [bash, -euo, pipefail, -c, {Quote(script)}]")).Severity);

    [Theory]
    [InlineData("server --port 80")] // shells run it in their own place
    [InlineData("migrate && exec server")]
    [InlineData("migrate\nexec server \"$@\"\n")]
    [InlineData("if [ -n \"$DEBUG\" ]; then exec server --debug; else exec server; fi")]
    [InlineData("trap 'kill $(jobs -p)' TERM; a & b & wait")]
    [InlineData(". /etc/functions; server")] // it may set a trap
    [InlineData("/sbin/tini -- server | cat")]
    [InlineData("migrate; dumb-init server")]
    [InlineData("migrate; ${SERVER}")] // it may be an exec
    [InlineData("migrate; server &")] // not what keeps the container running
    [InlineData("server; echo done")]
    [InlineData("migrate; if [ -f /config ]; then server; fi")]
    [InlineData("run() { server; }; run")]
    [InlineData("case $1 in a) x ;; esac; server")]
    [InlineData("cat > /etc/c <<EOF\nx\nEOF\nserver")]
    [InlineData("migrate; server 'unfinished")]
    [InlineData("# nothing")]
    public void Is_silent_when_the_signal_arrives_or_nothing_is_certain(string script) =>
        Lint.Expect<SigtermSwallowed>(Shop($"command: [sh, -c, {Quote(script)}]"));

    [Theory]
    [InlineData("command: [server]")]
    [InlineData("command: [sh, /entrypoint.sh]")]
    [InlineData("command: [tini, --, sh, -c, 'migrate; server']")]
    [InlineData("args: [sh, -c, 'migrate; server']")] // the image's entry point is unknown
    [InlineData("command: [sh, -c, '${SCRIPT}']")]
    [InlineData("command: '${COMMAND}'")]
    [InlineData("")]
    public void Is_silent_about_other_commands(string command) => Lint.Expect<SigtermSwallowed>(Shop(command));

    [Theory]
    [InlineData("command: {|HA0504:['sleep', infinity]|}")]
    [InlineData("command: {|HA0504:[tail, -f, /dev/null]|}")]
    [InlineData("command: [sh, -c, {|HA0504:sleep infinity|}]")]
    [InlineData("command: [sh, -c, {|HA0504:exec tail -f /dev/null|}]")]
    [InlineData("command: [sh, -c, {|HA0504:'while true; do date; sleep 60; done'|}]")]
    [InlineData("command: [bash, -c, {|HA0504:'while :; do date; done'|}]")]
    [InlineData("command: [/bin/bash, -c, --, {|HA0504:'while true; do sleep 30; done;'|}]")]
    [InlineData("command: [sh, -c, {|HA0504:'service nginx start && tail -F /var/log/nginx.log'|}]")]
    public void Notes_what_only_keeps_running(string command)
    {
        Lint.Expect<SigtermSwallowed>(Shop(command.Replace("command: {|HA0504:", "{|HA0504:command|}: ", StringComparison.Ordinal).Replace("]|}", "]", StringComparison.Ordinal)));
        Assert.Equal(Severity.Note, Lint.One<SigtermSwallowed>(Shop(command)).Severity);
    }

    [Theory]
    [InlineData("image: mysql:8.4, args: [mysqld_safe]")]
    [InlineData("image: mysql:8.4, command: [sh, -c, 'chown -R mysql /data && exec mysqld_safe --datadir=/data']")]
    [InlineData("image: mysql:8.4, command: [docker-entrypoint.sh], args: [mysqld_safe]")]
    [InlineData("image: centos/mariadb")]
    [InlineData("image: 'docker.io/centos/mariadb:latest'")]
    public void Warns_of_a_supervisor_that_ignores_the_signal(string container)
    {
        var finding = Lint.One<SigtermSwallowed>(Pod(container));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("mysqld_safe", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image: centos/mariadb, command: [mysqld]")]
    [InlineData("image: centos/mariadb, args: [mysqld]")]
    [InlineData("image: mariadb:11")]
    [InlineData("image: 'example/mariadb'")]
    [InlineData("image: mysql:8.4, command: [sh, -c, 'mysqld_safe --init-file=/x & exec mysqld']")]
    public void Is_silent_about_servers_that_handle_it(string container) => Lint.Expect<SigtermSwallowed>(Pod(container));

    [Theory]
    [InlineData("shareProcessNamespace: true", "")]
    [InlineData("shareProcessNamespace: ${SHARE}", "")]
    [InlineData("hostPID: true", "")]
    [InlineData("", "lifecycle: { preStop: { exec: { command: [server, stop] } } }")]
    [InlineData("", "lifecycle: { preStop: { exec: { command: '${COMMAND}' } } }")]
    [InlineData("", "lifecycle: { preStop: { httpGet: { path: /quit, port: 80 } } }")]
    [InlineData("", "lifecycle: { stopSignal: SIGKILL }")]
    public void Is_silent_when_something_else_stops_the_server(string pod, string container) =>
        Lint.Expect<SigtermSwallowed>(Shop("command: [sh, -c, 'migrate; server']", pod, container));

    [Theory]
    [InlineData("sleep: { seconds: 5 }")]
    [InlineData("exec: { command: [sh, -c, 'sleep 5'] }")]
    public void Reports_it_although_a_hook_waits(string hook) =>
        Assert.Single(Lint.Findings<SigtermSwallowed>(Shop("command: [sh, -c, 'migrate; server']", "", $"lifecycle: {{ preStop: {{ {hook} }} }}")));

    [Fact]
    public void Is_silent_about_init_containers_and_jobs()
    {
        Lint.Expect<SigtermSwallowed>(Shop("", "initContainers: [{ name: wait, image: busybox:1, command: [sh, -c, 'a; b'] }]"));
        Lint.Expect<SigtermSwallowed>("""
            apiVersion: batch/v1
            kind: Job
            metadata: { name: import }
            spec: { template: { spec: { containers: [{ name: import, image: import:1, command: [sh, -c, 'a; b'] }] } } }
            """);
    }

    private static string Quote(string script) =>
        $"\"{script.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static string Pod(string container) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: db }
        spec: { containers: [{ name: db, {{container}} }] }
        """;

    private static string Shop(string command, string pod = "", string container = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              {{pod}}
              containers:
              - name: shop
                image: shop:1
                {{command}}
                {{container}}
        """;
}
