using System.Text;
using Hale.Rules.Secrets;
using Hale.Testing;

namespace Hale.Rules.Tests.Secrets;

public sealed class SecretWeakValueTests
{
    [Theory]
    [InlineData("123456")]
    [InlineData("12345678")]
    [InlineData("password")]
    [InlineData("passw0rd")]
    [InlineData("admin")]
    [InlineData("root")]
    [InlineData("changeme")]
    [InlineData("minioadmin")]
    [InlineData("minio123")]
    [InlineData("admin123")]
    [InlineData("password123")]
    [InlineData("secret")]
    [InlineData("test")]
    [InlineData("awesomePassword")]
    [InlineData("ChangeMe")]
    public void Reports_common_passwords(string value) => Lint.Expect<SecretWeakValue>(Secret($"password: {{|HA1202:\"{value}\"|}}"));

    [Fact]
    public void Says_what_is_weak_and_never_the_value()
    {
        var common = Lint.One<SecretWeakValue>(Secret("password: changeme"));
        Assert.Equal("The value of 'password' of Secret 'db' is one of the most common passwords", common.Message);
        Assert.Equal(Severity.Error, common.Severity);

        var brief = Lint.One<SecretWeakValue>(Secret("password: wiki12"));
        Assert.Equal("The value of 'password' of Secret 'db' has only 6 characters", brief.Message);

        var single = Lint.One<SecretWeakValue>(Secret("password: w"));
        Assert.Equal("The value of 'password' of Secret 'db' has only 1 character", single.Message);
    }

    [Fact]
    public void Reports_encoded_data() => Lint.Expect<SecretWeakValue>($$"""
        kind: Secret
        data:
          password: {|HA1202:{{Base64("changeme")}}|}
          root-password: {|HA1202:{{Base64("admin\n")}}|}
          api-key: {{Base64("8Jk2mPq5vXz0")}}
        """);

    [Fact]
    public void Reports_a_password_that_is_the_user_name()
    {
        Lint.Expect<SecretWeakValue>(Secret("username: wikiowner\n  password: {|HA1202:wikiowner|}"));

        var finding = Lint.One<SecretWeakValue>(Secret("username: wikiowner\n  password: wikiowner"));
        Assert.Equal("The value of 'password' of Secret 'db' is also the user name", finding.Message);
        var user = Assert.Single(finding.Related);
        Assert.Equal(("the user name in 'username'", 4), (user.Message, user.Place.StartPosition.Line));
    }

    [Fact]
    public void Reports_the_literals_of_a_generated_Secret()
    {
        Assert.Equal(
            "The value of 'password' of the generated Secret 'db' is one of the most common passwords",
            Assert.Single(Lint.Run([new("kustomization.yaml", "secretGenerator: [{ name: db, literals: [password=changeme, token=Ohb7eeQu2Aij] }]")], "HA1202")).Message);
        Assert.Empty(Lint.Run([new("kustomization.yaml", "secretGenerator: [{ name: db, literals: ['password=${PASSWORD}'] }]")], "HA1202"));
    }

    [Fact]
    public void Leaves_variables_to_the_rule_on_plain_text() => Lint.Expect<SecretWeakValue>("""
        kind: Pod
        metadata: { name: web }
        spec: { containers: [{ name: app, env: [{ name: DB_PASSWORD, value: changeme }] }] }
        """);

    [Theory]
    [InlineData("password: wikiwiki")] // eight characters
    [InlineData("password: ''")]
    [InlineData("password: '{{ .Values.password }}'")] // unknown: stay silent
    [InlineData("password: ab${X}")] // unknown: stay silent
    [InlineData("token: abc")] // only passwords are people's own invention
    [InlineData("api-key: abc")]
    [InlineData("mode: test")]
    [InlineData("username: admin")]
    [InlineData("password-file: secret")]
    [InlineData("token: '123456'")]
    [InlineData("password: 'true'")]
    [InlineData("password: /run/x")]
    [InlineData("password: xxxx")]
    [InlineData("password: <pass>")]
    [InlineData("PASSWD: PASSWD")]
    [InlineData("username: wikiowner\n  password: wikiowners")]
    [InlineData("username: '{{ .Values.user }}'\n  password: wikiowner")] // unknown: stay silent
    public void Is_silent_about_values_that_are_not_known_to_be_weak(string entries) => Lint.Expect<SecretWeakValue>(Secret(entries));

    [Theory]
    [InlineData("password: changeme")] // not base64
    [InlineData("password: '%%%'")]
    [InlineData("password: /w==")] // not text
    [InlineData("password: ''")]
    [InlineData("password: '{{ .Values.password | b64enc }}'")]
    public void Is_silent_about_data_that_is_no_text(string entry) => Lint.Expect<SecretWeakValue>($$"""
        kind: Secret
        data:
          {{entry}}
        """);

    [Fact]
    public void Plain_data_replaces_encoded_data() => Lint.Expect<SecretWeakValue>($$"""
        kind: Secret
        stringData:
          password: Ohb7eeQu2Aij
        data:
          password: {{Base64("changeme")}}
        """);

    [Fact]
    public void Is_silent_about_encoded_data_that_something_unseen_may_replace() => Lint.Expect<SecretWeakValue>($$"""
        kind: Secret
        stringData: {{"{{ .Values.secrets }}"}}
        data:
          password: {{Base64("changeme")}}
        """);

    [Fact]
    public void An_access_key_beside_its_secret_key_is_a_name()
    {
        Lint.Expect<SecretWeakValue>(Secret("accessKey: admin\n  secretKey: Ohb7eeQu2Aij"));
        Lint.Expect<SecretWeakValue>(Secret("access-key: shop\n  secret-key: {|HA1202:shop|}"));
    }

    [Theory]
    [InlineData("ConfigMap")]
    [InlineData("SealedSecret")]
    public void Is_silent_about_other_kinds(string kind) => Lint.Expect<SecretWeakValue>($$"""
        kind: {{kind}}
        stringData: { password: changeme }
        """);

    private static string Secret(string entries) => $$"""
        kind: Secret
        metadata: { name: db }
        stringData:
          {{entries}}
        """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
