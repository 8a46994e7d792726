using Hale.Rules.Secrets;
using Hale.Testing;

namespace Hale.Rules.Tests.Secrets;

public sealed class SecretPlaintextEnvTests
{
    [Fact]
    public void Reports_the_value_of_a_password() => Lint.Expect<SecretPlaintextEnv>("""
        kind: StatefulSet
        metadata: { name: db }
        spec:
          template:
            spec:
              containers:
              - name: mariadb
                env:
                - name: MARIADB_DATABASE
                  value: wiki
                - name: MARIADB_ROOT_PASSWORD
                  value: {|HA1201:Ohb7eeQu2Aij|}
        """);

    [Fact]
    public void Reports_init_containers_and_containers_of_jobs() => Lint.Expect<SecretPlaintextEnv>("""
        kind: CronJob
        spec:
          jobTemplate:
            spec:
              template:
                spec:
                  initContainers:
                  - name: fetch
                    env: [{ name: GIT_TOKEN, value: {|HA1201:ghp_16C7e42F292c69|} }]
                  containers:
                  - name: report
                    env: [{ name: SMTP_PASS, value: {|HA1201:"Ohb7eeQu2Aij"|} }]
        """);

    [Fact]
    public void The_message_says_where_the_value_is_and_not_what_it_is()
    {
        var finding = Lint.One<SecretPlaintextEnv>("""
            kind: Deployment
            metadata: { name: web }
            spec: { template: { spec: { containers: [{ name: app, env: [{ name: API_KEY, value: Ohb7eeQu2Aij }] }] } } }
            """);
        Assert.Equal("'API_KEY' of container 'app' stands in Deployment 'web' as plain text", finding.Message);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Empty(finding.Related);
    }

    [Theory]
    [InlineData("{ name: DB_PASSWORD, value: changeme }", "and is one of the most common passwords")]
    [InlineData("{ name: DB_PASSWORD, value: wiki12 }", "and has only 6 characters")]
    [InlineData("{ name: DB_USER, value: wikiowner }, { name: DB_PASSWORD, value: wikiowner }", "and is also the user name")]
    [InlineData("{ name: DB_USER, value: '${DB_USER}' }, { name: DB_PASSWORD, value: wikiowner }", "as plain text")] // unknown: stay silent
    public void Says_what_is_weak_about_a_value_in_the_same_finding(string variables, string ending)
    {
        var finding = Assert.Single(Lint.Run([new("web.yaml", $"kind: Pod\nmetadata: {{ name: web }}\nspec: {{ containers: [{{ name: app, env: [{variables}] }}] }}")], "HA1201"));
        Assert.EndsWith(ending, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{|HA1201:postgres://wiki:Ohb7eeQu2Aij|}@db:5432/wiki")]
    [InlineData("{|HA1201:redis://:Ohb7eeQu2Aij|}@cache:6379")]
    [InlineData("{|HA1201:amqp://guest:guest|}@queue")]
    [InlineData("{|HA1201:postgres://user:Ohb7eeQu2Aij|}@db/wiki")]
    [InlineData("{|HA1201:postgres://wiki:password|}@db/wiki")]
    [InlineData("{|HA1201:wiki:Ohb7eeQu2Aij|}@tcp(db:3306)/wiki")]
    [InlineData("{|HA1201:mongodb://wiki:Ohb7eeQu2Aij|}@$(MONGO_HOST)/wiki")]
    [InlineData("'{|HA1201:postgres://wiki:Ohb7eeQu2Aij|}@{{ .Values.host }}/wiki'")]
    public void Reports_a_password_in_an_address(string value) => Lint.Expect<SecretPlaintextEnv>(Pod("DATABASE_URL", value));

    [Fact]
    public void Names_the_variable_with_the_address() => Assert.Equal(
        "'DATABASE_URL' of container 'app' holds a password behind 'postgres://' in the Pod, as plain text",
        Lint.One<SecretPlaintextEnv>(Pod("DATABASE_URL", "postgres://wiki:Ohb7eeQu2Aij@db/wiki")).Message);

    [Theory]
    [InlineData("postgres://wiki@db:5432/wiki")]
    [InlineData("postgres://wiki:$(DB_PASSWORD)@db/wiki")]
    [InlineData("postgres://wiki:${DB_PASSWORD}@db/wiki")] // unknown: stay silent
    [InlineData("'postgres://wiki:{{ .Values.password }}@db/wiki'")]
    [InlineData("postgres://user:password@db/wiki")] // shows where the two belong
    [InlineData("postgres://username:pass@db/wiki")]
    [InlineData("postgres://<user>:<password>@db/wiki")]
    [InlineData("postgres://wiki:xxxxx@db/wiki")]
    [InlineData("wiki:$(DB_PASSWORD)@tcp(db:3306)/wiki")]
    [InlineData("http://web:8080/@team")]
    [InlineData("docker://alpine:3.20@sha256:0123456789abcdef")]
    public void Is_silent_about_addresses_without_a_known_password(string value) => Lint.Expect<SecretPlaintextEnv>(Pod("DATABASE_URL", value));

    [Fact]
    public void Reports_a_private_key_under_any_name() => Lint.Expect<SecretPlaintextEnv>("""
        kind: Pod
        metadata: { name: web }
        spec: { containers: [{ name: app, env: [{ name: DEPLOY, value: {|HA1201:"-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----"|} }, { name: CA, value: "-----BEGIN CERTIFICATE-----" }, { name: END, value: "-----END EC PRIVATE KEY-----" }] }] }
        """);

    [Theory]
    [InlineData("PASSWORD")]
    [InlineData("POSTGRES_PASSWORD")]
    [InlineData("MYSQL_ROOT_PASSWD")]
    [InlineData("REDIS_PASS")]
    [InlineData("DB_PWD")]
    [InlineData("CLIENT_SECRET")]
    [InlineData("DJANGO_SECRET_KEY")]
    [InlineData("SECRET_KEY_BASE")]
    [InlineData("github_token")]
    [InlineData("API_KEY")]
    [InlineData("SERVICE_APIKEY")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("RABBITMQ_ERLANG_COOKIE")]
    [InlineData("VAULT_DEV_ROOT_TOKEN_ID")]
    [InlineData("SSH_PRIVATE_KEY")]
    [InlineData("REGISTRY_CREDENTIALS")]
    [InlineData("spring.datasource.password")]
    public void Knows_credentials_by_their_names(string name) => Lint.Expect<SecretPlaintextEnv>(Pod(name, "{|HA1201:Ohb7eeQu2Aij|}"));

    [Theory]
    [InlineData("PASSWORD_FILE")]
    [InlineData("TOKEN_PATH")]
    [InlineData("SESSION_COOKIE")] // its name, mostly
    [InlineData("SECRET_NAME")]
    [InlineData("CREDENTIALS_DIR")]
    [InlineData("TOKEN_URL")]
    [InlineData("PASSWORD_HOST")]
    [InlineData("PASSWORD_USER")]
    [InlineData("TOKEN_TTL")]
    [InlineData("PASSWORD_POLICY")]
    [InlineData("SECRET_TYPE")]
    [InlineData("PASSWORD_MODE")]
    [InlineData("SECRET_STORE")]
    [InlineData("AWS_ACCESS_KEY_ID")]
    [InlineData("SECRET_VERSION")]
    [InlineData("PASSWORD_ENABLED")]
    [InlineData("MAX_TOTAL_TOKENS")]
    [InlineData("ETCD_INITIAL_CLUSTER_TOKEN")]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD")]
    [InlineData("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD")]
    [InlineData("MYSQL_RANDOM_ROOT_PASSWORD")]
    [InlineData("MYSQL_ONETIME_PASSWORD")]
    [InlineData("CACHE_BYPASS")]
    [InlineData("PASSWORD_HASH_ROUNDS")]
    [InlineData("GIT_ASKPASS")]
    [InlineData("IMAGE_PULL_SECRET")] // the name of a Secret
    [InlineData("INGRESS_TLS_SECRET")]
    [InlineData("webhook-cert-secret")]
    [InlineData("NEXT_PUBLIC_MAPS_API_KEY")] // everybody who opens the page has it
    [InlineData("VITE_MAP_TOKEN")]
    public void Is_silent_about_names_that_only_sound_like_credentials(string name) => Lint.Expect<SecretPlaintextEnv>(Pod(name, "Ohb7eeQu2Aij"));

    [Theory]
    [InlineData("''")]
    [InlineData("' '")]
    [InlineData("'true'")]
    [InlineData("'No'")]
    [InlineData("'1'")]
    [InlineData("/run/secrets/db")]
    [InlineData("./password.txt")]
    [InlineData("secret/data/db")] // a path in Vault
    [InlineData("'secret/data/db#password'")]
    [InlineData("config/keys/database.password")]
    [InlineData("$(DB_PASSWORD)")]
    [InlineData("prefix-$(DB_PASSWORD)")]
    [InlineData("${DB_PASSWORD}")] // unknown: stay silent
    [InlineData("'{{ .Values.password }}'")] // unknown: stay silent
    [InlineData("'prefix-{{ .Values.password }}'")] // unknown: stay silent
    [InlineData("vault:secret/data/db#password")]
    [InlineData("ref+vault://secret/db#/password")]
    [InlineData("op://vault/db/password")]
    [InlineData("ENC[AES256_GCM,data:x3Wb]")]
    [InlineData("THE_PASSWORD")] // the variable's own name
    [InlineData("xxxx")]
    [InlineData("XXXXXXXX")]
    [InlineData("INSERT_PASSWORD_HERE")]
    [InlineData("<password>")]
    [InlineData("your-password")]
    [InlineData("THE_PASSWORD_VALUE")]
    [InlineData("'#{ThePassword}#'")]
    [InlineData("__THE_PASSWORD__")]
    [InlineData("'@the.password@'")]
    [InlineData("'%ThePassword%'")]
    [InlineData("((the-password))")]
    [InlineData("'[[password]]'")]
    [InlineData("'[[the password]]'")]
    [InlineData("'%(password)s'")]
    [InlineData("'>>vault:secret/data/db#password'")]
    [InlineData("bao:secret/data/db#password")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:111122223333:secret:db")]
    [InlineData("projects/shop/secrets/db-password")]
    [InlineData("projects/shop/secrets/db-password/versions/latest")]
    [InlineData("projects/123456/locations/europe-west1/secrets/db/versions/3")]
    [InlineData("$password")] // for a shell or envsubst
    [InlineData("$dbPassword")]
    [InlineData("$db_pass")]
    [InlineData("id_rsa")]
    [InlineData("id_ed25519_sk")]
    [InlineData("$__file{/run/secrets/db}")]
    [InlineData("ENC(G6N718UuyPE5bHyWKyuLQSm02auQPUtm)")]
    [InlineData("n/a")]
    [InlineData("REDACTED")]
    [InlineData("unused")]
    [InlineData("set-me")]
    [InlineData("to-be-replaced")]
    [InlineData("'...'")]
    [InlineData("'-'")]
    [InlineData("db-password.txt")]
    [InlineData("$2y$05$bvIG6Nmid91Mu9RcmmWZfO5HJIMCT8riNW0hEp8f6")] // a hash
    [InlineData("'{SSHA}0c0blFTXXNuAMHECS4uxrj3ZieMoWImr'")]
    [InlineData("0755")] // not text: the API server rejects it
    public void Is_silent_about_values_that_are_no_secret(string value) => Lint.Expect<SecretPlaintextEnv>(Pod("THE_PASSWORD", value));

    [Theory]
    [InlineData("{ name: CERTS_SECRET, value: web-certs }")]
    [InlineData("{ name: STORAGE_CREDENTIALS, value: web-certs }")]
    [InlineData("{ name: PULL_CREDENTIALS, value: registry }")]
    [InlineData("{ name: SESSION_SECRET, value: sessions }")]
    [InlineData("{ name: SESSION_SECRET, value: sealed-sessions }")]
    [InlineData("{ name: SESSION_SECRET, value: {|HA1201:Ohb7eeQu2Aij|} }")]
    [InlineData("{ name: SESSION_SECRET, value: {|HA1201:secret|} }")] // whoever guesses first tries this one
    [InlineData("{ name: SESSION_SECRET, value: {|HA1201:elsewhere|} }")] // of another namespace
    [InlineData("{ name: SESSION_PASSWORD, value: {|HA1201:sessions|} }")]
    [InlineData("{ name: SESSION_TOKEN, value: {|HA1201:sessions|} }")]
    public void The_name_of_a_Secret_is_no_secret(string variable) => Lint.Expect<SecretPlaintextEnv>($$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop }
        spec:
          imagePullSecrets: [{ name: registry }]
          containers: [{ name: web, image: web:1, env: [{{variable}}] }]
          volumes: [{ name: certs, secret: { secretName: web-certs } }]
        ---
        apiVersion: v1
        kind: Secret
        metadata: { name: sessions, namespace: shop }
        ---
        apiVersion: bitnami.com/v1alpha1
        kind: SealedSecret
        metadata: { name: sealed-sessions, namespace: shop }
        ---
        apiVersion: v1
        kind: Secret
        metadata: { name: secret, namespace: shop }
        ---
        apiVersion: v1
        kind: Secret
        metadata: { name: elsewhere, namespace: other }
        """);

    [Fact]
    public void A_number_may_be_a_password() => Lint.Expect<SecretPlaintextEnv>(Pod("DB_PASSWORD", "{|HA1201:\"123456\"|}"));

    [Theory]
    [InlineData("GCP_CREDENTIALS", "key.json")]
    [InlineData("LLM_API_KEY", "EMPTY")]
    [InlineData("LLM_API_KEY", "dummy-key")]
    [InlineData("LLM_API_KEY", "sk-no-key-required")]
    [InlineData("API_TOKEN", "not-needed")]
    [InlineData("FEE_TOKEN", "USDC")] // a currency, and the address of its contract
    [InlineData("FEE_TOKEN", "'0x036cbd53842c5426634e7929541ec2318f3dcf7e'")]
    [InlineData("MAX_PASS", "'12'")] // a count
    [InlineData("CSRF_TOKEN", "csrf_token")] // the field of a form
    public void Is_silent_about_values_that_are_no_secret_under_their_name(string name, string value) => Lint.Expect<SecretPlaintextEnv>(Pod(name, value));

    [Theory]
    [InlineData("POSTGRES_PASSWORD", "{|HA1201:dummy|}")]
    [InlineData("DB_PASS", "{|HA1201:'123'|}")]
    [InlineData("DB_PASSWORD", "{|HA1201:'12'|}")]
    [InlineData("MAX_PASS", "{|HA1201:'1234'|}")]
    [InlineData("MAX_PASS", "{|HA1201:abc|}")]
    [InlineData("DB_PASSWORD", "{|HA1201:db_password|}")]
    [InlineData("DB_PASSWORD", "{|HA1201:$ecret|}")]
    [InlineData("DB_PASSWORD", "{|HA1201:my-id_rsa|}")]
    [InlineData("DB_PASSWORD", "{|HA1201:projects/shop|}")]
    [InlineData("DB_PASSWORD", "{|HA1201:xx|}")]
    [InlineData("DB_PASSWORD", "{|HA1201:'<Ohb7eeQu2Aij'|}")]
    [InlineData("DB_PASSWORD", "{|HA1201:'Ohb7eeQu2Aij>'|}")]
    [InlineData("DB_PASSWORD", "{|HA1201:_Ohb7eeQu2Aij|}")]
    [InlineData("DB_PASSWORD", "{|HA1201:Ohb7eeQu2Aij_|}")]
    [InlineData("VITE_ADMIN_PASSWORD", "{|HA1201:Ohb7eeQu2Aij|}")]
    [InlineData("CLIENT_SECRET", "{|HA1201:web-client-secret|}")]
    [InlineData("DB_PASSWORD", "{|HA1201:'{\"a\": 1}'|}")]
    public void Reports_what_only_looks_like_such_a_value(string name, string value) => Lint.Expect<SecretPlaintextEnv>(Pod(name, value));

    [Theory]
    [InlineData("Server=db;User Id=sa;{|HA1201:Password=Ohb7eeQu2Aij|};Encrypt=True")]
    [InlineData("Server=db; Uid=wiki; {|HA1201:Pwd=Ohb7eeQu2Aij|};")]
    [InlineData("jdbc:mysql://db/wiki?user=wiki&{|HA1201:password=Ohb7eeQu2Aij|}&ssl=true")]
    [InlineData("jdbc:sqlserver://db:1433;{|HA1201:password=Ohb7eeQu2Aij|};encrypt=true")]
    [InlineData("host=db user=wiki {|HA1201:password=Ohb7eeQu2Aij|} dbname=wiki")]
    [InlineData("-Xmx1g {|HA1201:-Dspring.datasource.password=Ohb7eeQu2Aij|}")]
    [InlineData("-Xmx1g {|HA1201:-Djavax.net.ssl.keyStorePassword=changeit|}")]
    [InlineData("-Xmx1g {|HA1201:-Djavax.net.ssl.trustStorePassword=Ohb7eeQu2Aij|}")]
    [InlineData("{|HA1201:--requirepass=Ohb7eeQu2Aij|} --save 60")]
    [InlineData("'org.example.PlainLogin required username=\"wiki\" {|HA1201:password=\"Ohb7eeQu2Aij\"|};'")]
    public void Reports_a_password_among_settings_and_options(string value) => Lint.Expect<SecretPlaintextEnv>(Pod("CONNECTION", value));

    [Theory]
    [InlineData("Server=db;User Id=sa;Password=$(SA_PASSWORD);")]
    [InlineData("Server=db;User Id=sa;Password=${SA_PASSWORD};")] // unknown: stay silent
    [InlineData("Server=db;User Id=sa;Password={0};")]
    [InlineData("Server=db;User Id=sa;Password=;")]
    [InlineData("Server=db;Integrated Security=true")]
    [InlineData("jdbc:mysql://db/wiki?user=wiki&password=__DB_PASSWORD__")]
    [InlineData("grant_type=password&scope=all")]
    [InlineData("set the password=later")]
    [InlineData("send ?password=later and wait")]
    [InlineData("-Djavax.net.ssl.trustStorePassword=changeit")] // what everybody has
    [InlineData("-Djavax.net.ssl.keyStorePassword=$(KEYSTORE_PASSWORD)")]
    [InlineData("--password-file=db.txt")]
    [InlineData("--password prompt")] // may be a switch
    public void Is_silent_about_settings_and_options_without_a_password(string value) => Lint.Expect<SecretPlaintextEnv>(Pod("CONNECTION", value));

    [Fact]
    public void Is_silent_about_a_number_of_tokens() => Lint.Expect<SecretPlaintextEnv>(Pod("MAX_NEW_TOKEN", "\"2048\""));

    [Fact]
    public void Is_silent_when_the_name_is_unknown() => Lint.Expect<SecretPlaintextEnv>(Pod("${PREFIX}_PASSWORD", "Ohb7eeQu2Aij"));

    [Fact]
    public void Is_silent_about_references_and_missing_values() => Lint.Expect<SecretPlaintextEnv>("""
        kind: Pod
        spec:
          containers:
          - name: app
            env:
            - name: DB_PASSWORD
              valueFrom:
                secretKeyRef: { name: db, key: password }
            - name: OTHER_PASSWORD
            - name: THIRD_PASSWORD
              value:
        """);

    [Fact]
    public void Is_silent_about_kinds_that_run_no_containers() => Lint.Expect<SecretPlaintextEnv>("""
        kind: PodPreset
        spec:
          env: [{ name: DB_PASSWORD, value: Ohb7eeQu2Aij }]
        """);

    [Theory]
    [InlineData("MINIO_ACCESS_KEY", "{ name: MINIO_SECRET_KEY, value: {|HA1201:Ohb7eeQu2Aij|} }", false)]
    [InlineData("AWS_ACCESS_KEY", "{ name: AWS_SECRET_ACCESS_KEY, valueFrom: { secretKeyRef: { name: shop, key: secret } } }", false)]
    [InlineData("MINIO_ACCESS_KEY", "{ name: S3_SECRET_KEY, valueFrom: { secretKeyRef: { name: shop, key: secret } } }", true)] // the half of another pair
    [InlineData("STORAGE_ACCESS_KEY", "{ name: STORAGE_ACCOUNT, value: shop }", true)]
    public void An_access_key_beside_its_secret_key_is_a_name(string name, string other, bool isSecret) => Lint.Expect<SecretPlaintextEnv>($$"""
        kind: Pod
        spec:
          containers:
          - name: app
            env: [{ name: {{name}}, value: {{(isSecret ? "{|HA1201:Quohx3eiNgoo|}" : "Quohx3eiNgoo")}} }, {{other}}]
        """);

    private static string Pod(string name, string value) => $$"""
        kind: Pod
        spec:
          containers:
          - name: app
            env:
            - name: {{name}}
              value: {{value}}
        """;
}
