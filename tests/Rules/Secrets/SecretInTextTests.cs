using Hale.Rules.Secrets;
using Hale.Testing;

namespace Hale.Rules.Tests.Secrets;

public sealed class SecretInTextTests
{
    [Fact]
    public void Reports_the_option_and_never_says_the_password()
    {
        Lint.Expect<SecretInText>(Pod("""args: ["--retries=3", "{|HA1203:--mysql-password=Ohb7eeQu2Aij|}"]"""));
        var finding = Lint.One<SecretInText>(Pod("args: [--mysql-password=Ohb7eeQu2Aij]"));
        Assert.Equal("'--mysql-password' in the command line of container 'db' in Pod 'wiki' is followed by a password", finding.Message);
        Assert.Equal((Severity.Error, "spec.containers[0].args[0]"), (finding.Severity, finding.Path));
    }

    [Theory]
    [InlineData("""command: [app, {|HA1203:-pass=Ohb7eeQu2Aij|}]""")]
    [InlineData("""command: [app, {|HA1203:--adminPassword=Ohb7eeQu2Aij|}]""")]
    [InlineData("""command: [app, {|HA1203:--PASSWORD=Ohb7eeQu2Aij|}]""")]
    [InlineData("""command: [app, {|HA1203:--password=OHB7EEQU2AIJ|}]""")]
    [InlineData("""command: [app, {|HA1203:--password=wikipassword|}]""")]
    [InlineData("""command: [app, --requirepass, {|HA1203:Ohb7eeQu2Aij|}]""")]
    [InlineData("""args: [--requirepass, {|HA1203:Ohb7eeQu2Aij|}]""")]
    [InlineData("""command: [sh, -c, "redis-server {|HA1203:--requirepass Ohb7eeQu2Aij|} --port 6379"]""")]
    [InlineData("""command: [sh, -c, 'redis-cli -p $PORT {|HA1203:--pass Ohb7eeQu2Aij|} ping']""")]
    [InlineData("""command: [sh, -c, 'app {|HA1203:--password="Ohb7 eeQu2Aij"|} --port 6379']""")]
    [InlineData("""command: [sh, -c, "cat > /s.conf <<E\n{|HA1203:sentinel auth-pass main Ohb7eeQu2Aij|}\nE"]""")]
    [InlineData("""command: [mysqladmin, ping, -uroot, {|HA1203:-pOhb7eeQu2Aij|}]""")]
    [InlineData("""command: [/usr/bin/mysqladmin, ping], args: [{|HA1203:-pOhb7eeQu2Aij|}]""")]
    [InlineData("""command: [sh, -c, "until mysql -h db -u root {|HA1203:-pOhb7eeQu2Aij|} -e 'SELECT 1'; do sleep 1; done"]""")]
    [InlineData("""command: [sh, -c, "exec mysqldump {|HA1203:-proot|} --all-databases | gzip > /backup/all.gz"]""")]
    [InlineData("""command: [mysql, {|HA1203:--password=Ohb7eeQu2Aij|}, wiki]""")]
    [InlineData("""command: [redis-cli, -h, cache, -a, {|HA1203:Ohb7eeQu2Aij|}, ping]""")]
    [InlineData("""command: [curl, -sf, --user, {|HA1203:elastic:Ohb7eeQu2Aij|}, "localhost:9200"]""")]
    [InlineData("""readinessProbe: { exec: { command: [sh, -c, "curl -sk {|HA1203:-u elastic:Ohb7eeQu2Aij|} https://localhost:9200/_cluster/health"] } }""")]
    [InlineData("""command: [sh, -c, 'until /usr/bin/curl {|HA1203:-fsu "admin:Ohb7eeQu2Aij|}" http://queue:15672; do sleep 1; done']""")]
    [InlineData("""readinessProbe: { exec: { command: [sh, -c, "/usr/local/bin/redis-cli {|HA1203:-a Ohb7eeQu2Aij|} ping | grep PONG"] } }""")]
    [InlineData("""command: [sh, -c, "export {|HA1203:PGPASSWORD=Ohb7eeQu2Aij|}; psql -h db wiki"]""")]
    [InlineData("""command: [sh, -c, "{|HA1203:MYSQL_PWD=Ohb7eeQu2Aij|} mysqldump --all-databases"]""")]
    [InlineData("""command: [mysql, -e, "CREATE USER a {|HA1203:IDENTIFIED BY 'Ohb7eeQu2Aij'|}"]""")]
    [InlineData("""command: [sh, -c, "psql -c \"ALTER USER wiki WITH {|HA1203:PASSWORD 'Ohb7eeQu2Aij'|}\""]""")]
    [InlineData("""args: [java, "{|HA1203:--spring.datasource.password=Ohb7eeQu2Aij|}"]""")]
    [InlineData("""args: ["kubectl create secret generic db --from-literal={|HA1203:DB_PASS='Ohb7eeQu2Aij'|}"]""")]
    [InlineData("""command: [psql, "{|HA1203:postgres://wiki:Ohb7eeQu2Aij|}@db/wiki"]""")]
    [InlineData("""command: [app, "--cache={|HA1203:redis://:Ohb7eeQu2Aij|}@cache:6379"]""")]
    [InlineData("""command: [app, "--db={|HA1203:wiki:Ohb7eeQu2Aij|}@tcp(db:3306)/wiki"]""")]
    [InlineData("""lifecycle: { postStart: { exec: { command: [app, {|HA1203:--password=Ohb7eeQu2Aij|}] } } }""")]
    [InlineData("""lifecycle: { preStop: { exec: { command: [mysqladmin, {|HA1203:-pOhb7eeQu2Aij|}, shutdown] } } }""")]
    [InlineData("""livenessProbe: { exec: { command: [mysqladmin, {|HA1203:-pOhb7eeQu2Aij|}, ping] } }""")]
    [InlineData("""readinessProbe: { exec: { command: [mysqladmin, {|HA1203:-pOhb7eeQu2Aij|}, ping] } }""")]
    [InlineData("""startupProbe: { exec: { command: [mysqladmin, {|HA1203:-pOhb7eeQu2Aij|}, ping] } }""")]
    public void Reports_passwords_in_command_lines(string command) => Lint.Expect<SecretInText>(Pod(command));

    [Fact]
    public void Reports_every_line_of_a_script() => Lint.Expect<SecretInText>("""
        kind: Job
        spec:
          template:
            spec:
              initContainers:
              - name: setup
                command:
                - sh
                - -c
                - |
                  # mysql -pexample shows how it is done
                  mysql -h "$HOST" -uroot {|HA1203:-pOhb7eeQu2Aij|} wiki < schema.sql
                  app {|HA1203:--password=Eiph6aephoo0|}
                  curl {|HA1203:https://wiki:Eiph6aephoo0|}@registry.example/done
        """);

    [Theory]
    [InlineData("""command: [sh, -c, "app --password=\"Ohb7\\x21\""]""")]
    [InlineData("""command: [sh, -c, "app --greeting=\u00e4 --password=Ohb7eeQu2Aij\u0021"]""")]
    public void Underlines_all_of_a_text_with_escapes(string command)
    {
        var finding = Lint.One<SecretInText>(Pod(command));
        Assert.StartsWith("\"app", finding.Place.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--password=$(DB_PASSWORD)")]
    [InlineData("--password=${DB_PASSWORD}")]
    [InlineData("--password=\"$DB_PASSWORD\"")]
    [InlineData("--password=$password")]
    [InlineData("--password=prefix-$(DB_PASSWORD)")]
    [InlineData("--password='{{ .Values.password }}'")] // unknown: stay silent
    [InlineData("--password=`cat /run/secrets/db`")]
    [InlineData("--password=/run/secrets/db")]
    [InlineData("--password=file:/run/secrets/db")]
    [InlineData("--password=vault:secret/data/db")]
    [InlineData("--password=<password>")]
    [InlineData("--password=<your password>")]
    [InlineData("--password=YOUR_PASSWORD")]
    [InlineData("--password=PASSWORD")]
    [InlineData("--password=xxxxxx")]
    [InlineData("--password=****")]
    [InlineData("--password=p")]
    [InlineData("--password=true")]
    [InlineData("--password=")]
    [InlineData("--password='' --port=1")]
    [InlineData("--password")]
    [InlineData("--password --port=1")]
    [InlineData("--password=%s")]
    [InlineData("--password={password}")]
    [InlineData("--pass=null")]
    [InlineData("--password-file=db.txt")]
    [InlineData("--password-policy=strong")]
    [InlineData("--passwords=3")]
    [InlineData("--bypass=proxy")]
    [InlineData("--ask-pass playbook.yml")]
    [InlineData("--no-password wiki")]
    [InlineData("--passive yes1")]
    [InlineData("the user-pass value")]
    [InlineData("echo '--password is required'")]
    [InlineData("psql --password wiki")] // asks, and 'wiki' is the database
    [InlineData("mysql --password wiki")]
    [InlineData("$CLIENT --password wiki")] // may be one of these
    [InlineData("mysql -p wiki")]
    [InlineData("mysql -p")]
    [InlineData("mysql -p$MYSQL_ROOT_PASSWORD")]
    [InlineData("mysql -p\"$password\" wiki")]
    [InlineData("mysql -p${MYSQL_ROOT_PASSWORD} wiki")]
    [InlineData("mysql -P3306 --protocol=tcp")]
    [InlineData("mysql -e wiki; mkdir -pv /data")]
    [InlineData("mkdir /var/lib/mysql -pv")]
    [InlineData("kubectl get pods -l app=mysql -pods")]
    [InlineData("ssh -pOhb7eeQu2Aij")] // not a client of MySQL
    [InlineData("redis-cli -a $REDIS_PASSWORD ping")]
    [InlineData("redis-cli -a -h cache ping")]
    [InlineData("curl -u $ADMIN:$PASSWORD http://queue")]
    [InlineData("curl -u admin:${PASSWORD} http://queue")]
    [InlineData("curl -u user:password http://queue")]
    [InlineData("curl -u admin: http://queue")]
    [InlineData("curl --user-agent=probe:Ohb7eeQu2Aij http://queue")]
    [InlineData("curl http://queue; chown -u mysql:Ohb7eeQu2Aij /data")]
    [InlineData("redis-cli --latency; ls -a Ohb7eeQu2Aij")]
    [InlineData("PGPASSWORD=$1 psql wiki")]
    [InlineData("PGPASSWORD=$(cat /run/secrets/db) psql wiki")]
    [InlineData("DB_PASSWORD_FILE=/run/secrets/db app")]
    [InlineData("OLDPWD=here; PASS=10; BYPASS=proxy app")]
    [InlineData("FIRST_PASS=quick; until ok; do SECOND_PASS=slow; done; TESTS_PASS=12")]
    [InlineData("RESET_PASSWORD=always SHOW_PASSWORD=hidden app")]
    [InlineData("echo Call it with DB_PASSWORD=Ohb7eeQu2Aij")]
    [InlineData("https://$(USER):$(PASSWORD)@db")]
    [InlineData("https://wiki@db:5432/x")]
    [InlineData("https://db:5432/@x")]
    [InlineData("https://<user>:<password>@db")]
    [InlineData("https://wiki:xxxxx@db")]
    [InlineData("https://USER:PASSWORD@db")]
    [InlineData("https://user:password@db")]
    [InlineData("user:pass@tcp(db:3306)/wiki")]
    [InlineData("wiki:$(PASSWORD)@tcp(db:3306)/wiki")]
    [InlineData("docker://alpine:3.20@sha256:0123456789abcdef")]
    [InlineData("# --password=Ohb7eeQu2Aij")]
    [InlineData("  \t# --password=Ohb7eeQu2Aij")]
    [InlineData("MYSQL_RANDOM_ROOT_PASSWORD=sure app")]
    public void Is_silent_about_texts_without_a_password(string script)
    {
        var block = $"command:\n    - sh\n    - -c\n    - |\n      set -e\n      {script}";
        Lint.Expect<SecretInText>($"kind: Pod\nspec:\n  containers:\n  - name: db\n    {block}");
    }

    [Theory]
    [InlineData("command: '{{ .Values.command }}', args: [--password, wiki]")] // may be psql
    [InlineData("command: ['{{ .Values.client }}', --password, wiki]")]
    [InlineData("args: '{{ .Values.args }}'")]
    [InlineData("args: [--password, '{{ .Values.password }}']")]
    [InlineData("command: ['{{ .Values.client }}', -pOhb7eeQu2Aij]")]
    public void Is_silent_about_what_cannot_be_seen(string command) => Lint.Expect<SecretInText>(Pod(command));

    private static string Pod(string container) => $$"""
        kind: Pod
        metadata: { name: wiki }
        spec: { containers: [{ name: db, {{container}} }] }
        """;
}
