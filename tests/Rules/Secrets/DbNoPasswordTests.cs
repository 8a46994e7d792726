using Hale.Rules.Secrets;
using Hale.Testing;

namespace Hale.Rules.Tests.Secrets;

public sealed class DbNoPasswordTests
{
    [Theory]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD", "\"yes\"")]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD", "\"1\"")]
    [InlineData("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "'True'")]
    [InlineData("ALLOW_EMPTY_PASSWORD", "\"yes\"")]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD", "sure")] // the image asks only whether it is set
    [InlineData("POSTGRES_HOST_AUTH_METHOD", "trust")]
    public void Reports_a_database_that_lets_everyone_in(string name, string value)
    {
        Lint.Expect<DbNoPassword>(Pod($"{{ name: {name}, value: {{|HA1205:{value}|}} }}"));
        var finding = Lint.One<DbNoPassword>(Pod($"{{ name: {name}, value: {value} }}"));
        Assert.Equal($"'{name}' lets container 'db' in Pod 'wiki' run its database without a password", finding.Message);
        Assert.Equal(Severity.Error, finding.Severity);
    }

    [Theory]
    [InlineData("args: [start-single-node, {|HA1205:--insecure|}]")]
    [InlineData("command: [bash, -ecx, {|HA1205:'exec /cockroach/cockroach start --insecure --join=db-0.db'|}]")]
    [InlineData("command: [bash, -c, {|HA1205:'exec cockroach \"start\" \"--insecure\" --join=db-0.db'|}]")]
    [InlineData("args: [start, --insecure=false]")]
    [InlineData("args: [start, --certs-dir=/certs]")]
    [InlineData("command: [cockroach, init, --insecure]")] // a client
    [InlineData("args: [start, '${OPTIONS}']")] // unknown: stay silent
    public void Knows_the_option_of_CockroachDB(string container) => Lint.Expect<DbNoPassword>($$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: db }
        spec: { containers: [{ name: db, image: 'cockroachdb/cockroach:v25.1.0', {{container}} }] }
        """);

    [Theory]
    [InlineData("elasticsearch:9.0.0", "name: xpack.security.enabled, value: {|HA1205:'false'|}")]
    [InlineData("docker.elastic.co/elasticsearch/elasticsearch:9.0.0", "name: xpack.security.enabled, value: {|HA1205:'false'|}")]
    [InlineData("opensearchproject/opensearch:3.0.0", "name: DISABLE_SECURITY_PLUGIN, value: {|HA1205:'true'|}")]
    [InlineData("opensearchproject/opensearch:3.0.0", "name: plugins.security.disabled, value: {|HA1205:'true'|}")]
    [InlineData("neo4j:5.26", "name: NEO4J_AUTH, value: {|HA1205:none|}")]
    [InlineData("elasticsearch:9.0.0", "name: xpack.security.enabled, value: 'true'")]
    [InlineData("elasticsearch:9.0.0", "name: xpack.security.enabled, value: '${SECURITY}'")] // unknown: stay silent
    [InlineData("elasticsearch:9.0.0", "name: xpack.security.http.ssl.enabled, value: 'false'")]
    [InlineData("kibana:9.0.0", "name: xpack.security.enabled, value: 'false'")] // which only has no page to log in
    [InlineData("opensearchproject/opensearch:3.0.0", "name: DISABLE_INSTALL_DEMO_CONFIG, value: 'true'")]
    [InlineData("neo4j:5.26", "name: NEO4J_AUTH, valueFrom: { secretKeyRef: { name: db, key: auth } }")]
    public void Knows_the_switches_of_products(string image, string variable) => Lint.Expect<DbNoPassword>(Search(image, variable));

    [Theory]
    [InlineData("command: [sh, -c, 'elasticsearch-plugin install guard && exec docker-entrypoint.sh']")]
    [InlineData("volumeMounts: [{ name: guard, mountPath: /usr/share/elasticsearch/plugins }]")]
    public void Is_silent_when_a_plugin_may_ask_for_the_password(string more) =>
        Lint.Expect<DbNoPassword>(Search("elasticsearch:9.0.0", "name: xpack.security.enabled, value: 'false'", more));

    private static string Search(string image, string variable, string more = "ports: []") => $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: db }
        spec: { containers: [{ name: db, image: '{{image}}', env: [{ {{variable}} }], {{more}} }] }
        """;

    [Fact]
    public void Leaves_the_options_of_others_alone() => Lint.Expect<DbNoPassword>("""
        apiVersion: v1
        kind: Pod
        metadata: { name: db }
        spec: { containers: [{ name: db, image: 'mysql:8.4', args: [start, --insecure] }] }
        """);

    [Theory]
    [InlineData("examples/wiki/db.yaml", Severity.Warning)]
    [InlineData("wiki/examples.yaml", Severity.Error)]
    [InlineData("test/db.yaml", Severity.Error)]
    public void Only_warns_in_examples(string path, Severity severity)
    {
        var finding = Assert.Single(Lint.Run([new(path, Pod("{ name: POSTGRES_HOST_AUTH_METHOD, value: trust }"))], "HA1205"));
        Assert.Equal(severity, finding.Severity);
    }

    [Theory]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD", "'no'")]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD", "'False'")]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD", "'0'")]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD", "''")]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD", "true")] // not text: the API server rejects it
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD", "${ALLOW}")] // unknown: stay silent
    [InlineData("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256")]
    [InlineData("POSTGRES_HOST_AUTH_METHOD", "'{{ .Values.method }}'")] // unknown: stay silent
    [InlineData("HOST_AUTH_METHOD", "trust")]
    [InlineData("MYSQL_RANDOM_ROOT_PASSWORD", "'yes'")]
    public void Is_silent_when_a_password_is_asked_for(string name, string value) => Lint.Expect<DbNoPassword>(Pod($"{{ name: {name}, value: {value} }}"));

    [Theory]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD", "{ name: MYSQL_ROOT_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: root } } }")]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD", "{ name: MYSQL_ROOT_PASSWORD_FILE, value: /run/secrets/db }")]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD", "{ name: MYSQL_RANDOM_ROOT_PASSWORD, value: 'yes' }")]
    [InlineData("ALLOW_EMPTY_PASSWORD", "{ name: REDIS_PASSWORD, value: Ohb7eeQu2Aij }")]
    [InlineData("ALLOW_EMPTY_PASSWORD", "{ name: '${PREFIX}_PASSWORD', value: Ohb7eeQu2Aij }")] // unknown: stay silent
    public void Is_silent_when_a_password_is_set_all_the_same(string name, string other) =>
        Lint.Expect<DbNoPassword>(Pod($"{{ name: {name}, value: 'yes' }}, {other}"));

    [Theory]
    [InlineData("{ name: MYSQL_PASSWORD, value: Ohb7eeQu2Aij }")] // of another user
    [InlineData("{ name: MYSQL_ROOT_PASSWORD, value: '' }")]
    [InlineData("{ name: MYSQL_ROOT_HOST, value: '%' }")]
    [InlineData("{ name: MYSQL_SLAVE_HOST, value: localhost }")]
    public void Reports_when_the_root_password_stays_empty(string other) =>
        Lint.Expect<DbNoPassword>(Pod($"{{ name: MYSQL_ALLOW_EMPTY_PASSWORD, value: {{|HA1205:'yes'|}} }}, {other}"));

    [Theory]
    [InlineData("{ name: MARIADB_REPLICATION_PASSWORD, value: Ohb7eeQu2Aij }")]
    [InlineData("{ name: MARIADB_GALERA_MARIABACKUP_PASSWORD, value: Ohb7eeQu2Aij }")]
    public void Reports_when_only_those_who_copy_data_need_a_password(string other) =>
        Lint.Expect<DbNoPassword>(Pod($"{{ name: ALLOW_EMPTY_PASSWORD, value: {{|HA1205:'yes'|}} }}, {other}"));

    [Theory]
    [InlineData("{ name: MYSQL_ROOT_HOST, value: localhost }")]
    [InlineData("{ name: MARIADB_ROOT_HOST, value: 127.0.0.1 }")]
    [InlineData("{ name: MYSQL_ROOT_HOST, value: '${HOST}' }")] // unknown: stay silent
    [InlineData("{ name: MYSQL_ROOT_HOST, valueFrom: { configMapKeyRef: { name: db, key: host } } }")]
    public void Is_silent_when_only_its_own_pod_gets_in(string other) =>
        Lint.Expect<DbNoPassword>(Pod($"{{ name: MYSQL_ALLOW_EMPTY_PASSWORD, value: 'yes' }}, {other}"));

    [Fact]
    public void Is_silent_when_a_password_may_come_from_a_Secret() => Lint.Expect<DbNoPassword>("""
        kind: Pod
        spec:
          containers:
          - name: db
            env: [{ name: ALLOW_EMPTY_PASSWORD, value: "yes" }]
            envFrom: [{ secretRef: { name: db } }]
        """);

    [Fact]
    public void Is_silent_when_some_variables_cannot_be_seen() => Lint.Expect<DbNoPassword>("""
        kind: Pod
        spec:
          containers:
          - name: db
            env:
            - { name: ALLOW_EMPTY_PASSWORD, value: "yes" }
            - ${MORE}
        """);

    private static string Pod(string env) => $$"""
        kind: Pod
        metadata: { name: wiki }
        spec:
          containers:
          - name: db
            env: [{{env}}]
        """;
}
