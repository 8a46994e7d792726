using Hale.Rules.Secrets;
using Hale.Testing;

namespace Hale.Rules.Tests.Secrets;

/// <summary>HA1203 in ConfigMaps, in what kustomizations generate and in the values of charts; command lines are in <see cref="SecretInTextTests"/>.</summary>
public sealed class SecretInTextOfFilesTests
{
    [Fact]
    public void Warns_about_lines_of_a_ConfigMap()
    {
        Lint.Expect<SecretInText>("""
            kind: ConfigMap
            metadata: { name: wiki }
            data:
              application.properties: |
                # spring.mail.password=example
                spring.datasource.url=jdbc:mysql://db/wiki
                {|HA1203:spring.datasource.password=Ohb7eeQu2Aij|}
                {|HA1203:message.broker.password=Ohb7eeQu2Aij|}
              app.yaml: |
                smtp:
                  host: mail
                  {|HA1203:auth_password: "Eiph6aephoo0"|} # rotated in May
                cache: {|HA1203:redis://:Eiph6aephoo0|}@cache
              app.json: |
                { "user": "wiki",
                  "{|HA1203:password": "Eiph6aephoo0"|},
                  "port": 1 }
              backup.sh: |
                export {|HA1203:DB_PASS=Eiph6aephoo0|}
                mysqldump -h $HOST {|HA1203:-pOhb7eeQu2Aij|} wiki
                redis-cli -h $HOST {|HA1203:--pass Eiph6aephoo0|} ping
              check: |
                #!/bin/sh
                redis-cli -h $HOST {|HA1203:--pass Eiph6aephoo0|} ping
              galera.cnf: |
                wsrep_sst_method=mariabackup
                {|HA1203:wsrep_sst_auth=backup:Ohb7eeQu2Aij|}
                # wsrep_sst_auth=backup:example
                wsrep_sst_auth=backup:${PASSWORD}
                wsrep_sst_auth=
              redis.conf: |
                {|HA1203:requirepass Ohb7eeQu2Aij|}
                {|HA1203:masterauth "Ohb7eeQu2Aij|}"
                # requirepass example
                requirepass ${PASSWORD}
                requirepass replace-me-later
                requirepass ""
              sentinel.conf: |
                {|HA1203:sentinel auth-pass main Ohb7eeQu2Aij|}
                sentinel auth-user main worker
              app.env: |
                {|HA1203:DB_PASSWORD=Ohb7eeQu2Aij|}
              url: {|HA1203:amqp://guest:guest|}@queue
              init.sql: |
                CREATE USER IF NOT EXISTS 'wiki'@'%' {|HA1203:IDENTIFIED BY 'Ohb7eeQu2Aij'|};
                ALTER USER 'wiki' {|HA1203:IDENTIFIED WITH caching_sha2_password BY 'Ohb7eeQu2Aij'|};
                CREATE ROLE wiki WITH LOGIN {|HA1203:PASSWORD 'Ohb7eeQu2Aij'|};
                ALTER USER wiki IDENTIFIED BY PASSWORD '*94BDCEBE19083CE2A1F959FD02F964C7AF4CFC29';
                -- ALTER USER wiki IDENTIFIED BY 'example1';
                ALTER ROLE wiki PASSWORD NULL;
                CREATE USER reader IDENTIFIED BY '${READER_PASSWORD}';
              settings.json: |
                { "Default": "Server=db;User=wiki;{|HA1203:Password=Ohb7eeQu2Aij|};" }
              replica.conf: |
                primary_conninfo = 'host=db user=replica {|HA1203:password=Ohb7eeQu2Aij|}'
                # primary_conninfo = 'host=db user=replica password=example'
            """);

        var finding = Lint.One<SecretInText>("kind: ConfigMap\nmetadata: { name: wiki }\ndata: { app.ini: 'db.password = Ohb7eeQu2Aij' }");
        Assert.Equal("'db.password' in 'app.ini' of ConfigMap 'wiki' is followed by a password", finding.Message);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void Warns_about_keys_of_a_ConfigMap()
    {
        Lint.Expect<SecretInText>("kind: ConfigMap\ndata: { DB_PASSWORD: {|HA1203:Ohb7eeQu2Aij|}, DB_USER: wiki, db.pass: {|HA1203:'Eiph6aephoo0'|} }");
        var finding = Lint.One<SecretInText>("kind: ConfigMap\nmetadata: { name: wiki }\ndata: { DB_PASSWORD: Ohb7eeQu2Aij }");
        Assert.Equal("'DB_PASSWORD' of ConfigMap 'wiki' is a password in plain text", finding.Message);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Theory]
    [InlineData("password=${DB_PASSWORD}")]
    [InlineData("password: $DB_PASSWORD")]
    [InlineData("password: ''")]
    [InlineData("password:")]
    [InlineData("password: null")]
    [InlineData("\"password\": \"\",")]
    [InlineData("\"password\": \"Enter your password\",")]
    [InlineData("password: string")]
    [InlineData("password: *shared")]
    [InlineData("password: !vault x1")]
    [InlineData("password: |")]
    [InlineData("password: <password>")]
    [InlineData("password = os.environ[\"DB_PASSWORD\"]")]
    [InlineData("password = password")]
    [InlineData("password => 'x1'")]
    [InlineData("password_file: db.txt")]
    [InlineData("password: /run/secrets/db")]
    [InlineData("passwd: files")] // nsswitch.conf
    [InlineData("proxy_pass http://web;")]
    [InlineData("proxy_pass = http://web")]
    [InlineData("grant_type=password")]
    [InlineData("Password: ask your administrator")]
    [InlineData("allow_empty_password: \"yes\"")]
    [InlineData("PASS=0")]
    [InlineData("RESET_PASSWORD=always")]
    [InlineData("; admin_password = admin1")]
    [InlineData("; amqp://wiki:Ohb7eeQu2Aij@queue")]
    [InlineData("// amqp://wiki:Ohb7eeQu2Aij@queue")]
    [InlineData("truststore.password=changeit")]
    [InlineData("bypass: local1")]
    [InlineData("is called with DB_PASSWORD=Ohb7eeQu2Aij")] // prose
    [InlineData("the option --password sets it")] // not a script
    [InlineData("// password = admin1")]
    [InlineData("password: {{ .Values.password }}")] // unknown: stay silent
    [InlineData("password: String!")] // GraphQL
    [InlineData("ldap.password=@ldap.password@")]
    [InlineData("label.password=Passwort")]
    [InlineData("login.error.password=wrong")]
    [InlineData("TESTS_PASS=12")]
    public void Is_silent_about_lines_without_a_password(string line) =>
        Lint.Expect<SecretInText>($"kind: ConfigMap\ndata:\n  app.conf: |\n    mode: fast\n    {line}\n");

    [Fact]
    public void Is_silent_about_variables_of_a_script_that_are_no_passwords() => Lint.Expect<SecretInText>("""
        kind: ConfigMap
        data:
          encode.sh: |
            FIRST_PASS=quick
            TESTS_PASS=12
            psql --password wiki1
            {|HA1203:password=Ohb7eeQu2Aij|}
        """);

    [Fact]
    public void Is_silent_about_settings_in_code() => Lint.Expect<SecretInText>("""
        kind: ConfigMap
        data:
          app.py: |
            password = settings.DB_PASSWORD
        """);

    [Theory]
    [InlineData("PRIVATE KEY")]
    [InlineData("OPENSSH PRIVATE KEY")]
    [InlineData("RSA PRIVATE KEY")]
    public void Warns_about_a_private_key(string label)
    {
        var finding = Lint.One<SecretInText>(KeyFile(label, "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"));
        Assert.Equal(("'id.pem' of ConfigMap 'wiki' holds a private key in plain text", Severity.Warning), (finding.Message, finding.Severity));
    }

    [Theory]
    [InlineData("ENCRYPTED PRIVATE KEY", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC")] // Its passphrase is elsewhere.
    [InlineData("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED")]
    [InlineData("PUBLIC KEY", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC")]
    [InlineData("CERTIFICATE", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC")]
    [InlineData("PRIVATE KEY", "MIIEvQIBADAN...")]
    [InlineData("PRIVATE KEY", "${PRIVATE_KEY}")] // unknown: stay silent
    public void Is_silent_about_what_is_no_private_key_that_can_be_used(string label, string line) => Lint.Expect<SecretInText>(KeyFile(label, line));

    [Theory]
    [InlineData("DB_PASSWORD: ${DB_PASSWORD}")]
    [InlineData("DB_PASSWORD: ''")]
    [InlineData("DB_PASSWORD: 'true'")]
    [InlineData("DB_PASSWORD: /run/secrets/db")]
    [InlineData("DB_PASSWORD_FILE: db1.txt")]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD: sure")]
    [InlineData("API_TOKEN: Ohb7eeQu2Aij")] // HA1203 is about passwords
    public void Is_silent_about_keys_without_a_password(string entry) => Lint.Expect<SecretInText>($"kind: ConfigMap\ndata:\n  {entry}\n");

    [Fact]
    public void Warns_about_literals_of_a_ConfigMap_that_a_kustomization_generates()
    {
        Lint.Expect<SecretInText>([("kustomization.yaml", """
            configMapGenerator:
            - name: wiki
              literals:
              - {|HA1203:DB_PASSWORD=Ohb7eeQu2Aij|}
              - URL={|HA1203:postgres://wiki:Ohb7eeQu2Aij|}@db/wiki
              - DB_USER=wiki
              - API_TOKEN=Ohb7eeQu2Aij
              - CACHE_BYPASS=local1
              - OTHER_PASSWORD=${OTHER_PASSWORD}
              - THIRD_PASSWORD=__THIRD_PASSWORD__
            secretGenerator:
            - name: wiki
              literals: [DB_PASSWORD=Ohb7eeQu2Aij]
            """)]);
        var finding = Assert.Single(Lint.Run([new("kustomization.yaml", "configMapGenerator: [{ name: wiki, literals: [DB_PASSWORD=Ohb7eeQu2Aij] }]")], "HA1203"));
        Assert.Equal(("'DB_PASSWORD' of the generated ConfigMap 'wiki' is a password in plain text", Severity.Warning), (finding.Message, finding.Severity));
    }

    [Theory]
    [InlineData("Secret", "v1")]
    [InlineData("ConfigMap", "example.com/v1")]
    public void Is_silent_about_other_kinds(string kind, string apiVersion) =>
        Lint.Expect<SecretInText>($"kind: {kind}\napiVersion: {apiVersion}\ndata: {{ DB_PASSWORD: Ohb7eeQu2Aij, args: --password=Ohb7eeQu2Aij }}");

    [Theory]
    [InlineData("helm.toolkit.fluxcd.io/v2", "HelmRelease", "values: { auth: { rootPassword: {|HA1203:Ohb7eeQu2Aij|} } }")]
    [InlineData("helm.toolkit.fluxcd.io/v2", "HelmRelease", "values: { env: [{ name: DB_PASSWORD, value: {|HA1203:Ohb7eeQu2Aij|} }] }")]
    [InlineData("helm.toolkit.fluxcd.io/v2", "HelmRelease", "values: { env: { DB_PASSWORD: {|HA1203:changeme|} } }")]
    [InlineData("helm.toolkit.fluxcd.io/v2", "HelmRelease", "values: { queue: \"{|HA1203:amqp://shop:Ohb7eeQu2Aij|}@queue:5672\" }")]
    [InlineData("helm.toolkit.fluxcd.io/v2", "HelmRelease", "values:\n    config: |\n      mode: fast\n      {|HA1203:password: Ohb7eeQu2Aij|}")]
    [InlineData("argoproj.io/v1alpha1", "Application", "source: { helm: { valuesObject: { adminPassword: {|HA1203:Ohb7eeQu2Aij|} } } }")]
    [InlineData("argoproj.io/v1alpha1", "Application", "sources: [{ helm: { parameters: [{ name: auth.password, value: {|HA1203:Ohb7eeQu2Aij|} }] } }]")]
    [InlineData("argoproj.io/v1alpha1", "Application", "source:\n    helm:\n      values: |\n        auth:\n          {|HA1203:password: Ohb7eeQu2Aij|}")]
    [InlineData("argoproj.io/v1alpha1", "ApplicationSet", "template: { spec: { source: { helm: { valuesObject: { adminPassword: {|HA1203:Ohb7eeQu2Aij|} } } } } }")]
    [InlineData("helm.cattle.io/v1", "HelmChart", "valuesContent: |\n    auth:\n      {|HA1203:password: Ohb7eeQu2Aij|}")]
    [InlineData("rabbitmq.com/v1beta1", "RabbitmqCluster", "rabbitmq:\n    additionalConfig: |\n      {|HA1203:mqtt.default_pass = Ohb7eeQu2Aij|}\n      log.console = true")]
    public void Reports_what_a_resource_gives_to_a_chart_or_a_program(string apiVersion, string kind, string spec) =>
        Lint.Expect<SecretInText>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: shop }}\nspec:\n  {spec}\n");

    [Fact]
    public void Names_the_value_of_the_chart()
    {
        var finding = Lint.One<SecretInText>("""
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: { name: shop }
            spec: { values: { auth: { password: Ohb7eeQu2Aij } } }
            """);
        Assert.Equal("'spec.values.auth.password' of HelmRelease 'shop' is a password in plain text", finding.Message);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void Warns_about_a_private_key_among_the_values_of_a_chart()
    {
        var finding = Lint.One<SecretInText>("""
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: { name: shop }
            spec:
              values:
                tls:
                  key: |
                    -----BEGIN PRIVATE KEY-----
                    MIIEvQIBADANBgkqhkiG9w0BAQEFAASC
                    -----END PRIVATE KEY-----
            """);
        Assert.Equal(("'spec.values.tls.key' of HelmRelease 'shop' holds a private key in plain text", Severity.Warning), (finding.Message, finding.Severity));
    }

    [Theory]
    [InlineData("auth: { password: '${DB_PASSWORD}' }")] // unknown: stay silent
    [InlineData("auth: { password: '' }")]
    [InlineData("auth: { password: true }")]
    [InlineData("auth: { forgotPassword: disabled }")]
    [InlineData("auth: { password: '<password>' }")] // HA1806
    [InlineData("auth: { usePassword: 'true' }")]
    [InlineData("auth: { existingSecret: shop-db, passwordKey: password }")]
    [InlineData("existingSecretAdminPassword: shop-admin")]
    [InlineData("auth: { secretKeys: { adminPassword: postgres-password } }")]
    [InlineData("auth: { secretKey: { password: postgres-password } }")]
    [InlineData("auth: { passwordRef: { password: shop-db } }")]
    [InlineData("env: [{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: shop-db, key: password } } }]")]
    [InlineData("env: [{ name: DB_PASSWORD, value: '$(OTHER)' }]")]
    [InlineData("env: [{ name: existingSecretPassword, value: shop-db }]")]
    [InlineData("auth: { password: 'ENC[AES256_GCM,data:x]' }")]
    [InlineData("host: amqp://queue:5672")]
    public void Is_silent_about_values_without_a_password(string values) => Lint.Expect<SecretInText>($$"""
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: shop }
        spec: { values: { {{values}} } }
        """);

    [Fact]
    public void Is_silent_about_a_value_that_kubeseal_encrypted() => Lint.Expect<SecretInText>($$"""
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: shop }
        spec: { values: { auth: { password: Ag{{string.Concat(Enumerable.Repeat("B7x+/9qZ", 40))}} } } }
        """);

    [Fact]
    public void Is_silent_about_values_of_kinds_that_it_does_not_know() => Lint.Expect<SecretInText>("""
        apiVersion: example.com/v1
        kind: HelmRelease
        metadata: { name: shop }
        spec: { values: { auth: { password: Ohb7eeQu2Aij } } }
        """);

    [Fact]
    public void Reads_long_texts_in_no_time()
    {
        var text = string.Concat(Enumerable.Repeat("mysql -a aGVsbG8+d29ybGQ/-pass ", 20_000)) + new string('a', 200_000) + new string('-', 50_000) + "://" + new string('b', 50_000);
        Lint.Expect<SecretInText>($"kind: ConfigMap\ndata: {{ password.txt: '{text}' }}");
    }

    private static string KeyFile(string label, string line) => $$"""
        kind: ConfigMap
        metadata: { name: wiki }
        data:
          id.pem: |
            -----BEGIN {{label}}-----
            {{line}}
            -----END {{label}}-----
        """;
}
