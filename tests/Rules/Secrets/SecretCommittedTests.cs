using System.Text;
using Hale.Rules.Secrets;
using Hale.Testing;

namespace Hale.Rules.Tests.Secrets;

public sealed class SecretCommittedTests
{
    private const string Generated = "Ohb7eeQu2AijaiK8Theo";

    [Fact]
    public void Notes_the_values_by_their_names()
    {
        Lint.Expect<SecretCommitted>(Secret("{|HA1204:stringData|}: { user: wiki, host: db, password: wikiwiki }"));
        var finding = Lint.One<SecretCommitted>(Secret("stringData: { user: wiki, host: db, password: wikiwiki }"));
        Assert.Equal("Secret 'db' is committed with the values of 'user', 'host' and 'password'", finding.Message);
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Empty(finding.Related);
    }

    [Fact]
    public void Reads_encoded_data() => Lint.Expect<SecretCommitted>(Secret($"{{|HA1204:data|}}: {{ password: {Base64("wikiwiki")} }}"));

    [Fact]
    public void Warns_about_a_value_that_looks_real_and_never_says_it()
    {
        var finding = Lint.One<SecretCommitted>(Secret($"data: {{ user: {Base64("wiki")}, password: {Base64(Generated)} }}"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Secret 'db' is committed with the values of 'user' and 'password'", finding.Message);
        var related = Assert.Single(finding.Related);
        Assert.Equal("the value of 'password' looks like a real secret", related.Message);
        Assert.Equal(Base64(Generated), related.Place.Text);
    }

    [Theory]
    [InlineData(Generated)]
    [InlineData("f3a9c07e5b1d48266ae0d9174cb85f32")]
    [InlineData("wJalrXUtnFEMI/K7MDENG+bPxRfiCYzL0")]
    [InlineData("-----BEGIN PRIVATE KEY----- aBc -----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE----- aBc -----END CERTIFICATE----- -----BEGIN RSA PRIVATE KEY----- aBc -----END RSA PRIVATE KEY-----")]
    [InlineData("F3A9C07E5B1D48266AE0D9174CB85F32")]
    public void Warns_of_values_that_look_generated(string value) => Assert.Equal(Severity.Warning, Lint.One<SecretCommitted>(Secret($"stringData: {{ key: '{value}' }}")).Severity);

    [Theory]
    [InlineData("wiki")]
    [InlineData("Ohb7eKQu2Aij5xT")] // too short to tell
    [InlineData("AIJ4OHB7EEQU2THEO9NAEX")]
    [InlineData("aaaaaaaaaaaaaaaaBBBBBB11")]
    [InlineData("postgres.production.svc.cluster.local")]
    [InlineData("wiki-db-0.wiki-db.production-2.svc")]
    [InlineData("correct-horse-battery-staple")]
    [InlineData("8b9c1b4e-2f0d-4c55-9d3e-6a1f0e7b2c4d")] // an id, most often
    [InlineData("12345678901234567890")]
    [InlineData("AijaiKeeQuOhbTheoNaex")]
    [InlineData("aij4ohb7eequ2theo9naex")]
    [InlineData("postgres://wiki:Ohb7eeQu2Aij@db:5432/wiki")]
    [InlineData("Please ask Anna for the 2 real values")]
    public void Only_notes_values_that_people_write(string value) => Assert.Equal(Severity.Note, Lint.One<SecretCommitted>(Secret($"stringData: {{ key: '{value}' }}")).Severity);

    [Theory]
    [InlineData("stringData: { ca.crt: '-----BEGIN CERTIFICATE----- aBc123 -----END CERTIFICATE-----' }")] // for everybody to see
    [InlineData("data: { password: cHJlZml4LSR7UEFTU1dPUkR9 }")] // prefix-${PASSWORD}
    [InlineData("stringData: { password: '' }")]
    [InlineData("stringData: { password: }")]
    [InlineData("data: { password: '' }")]
    [InlineData("stringData: {}")]
    [InlineData("type: Opaque")]
    [InlineData("stringData: { password: <password> }")]
    [InlineData("stringData: { password: xxxx }")]
    [InlineData("stringData: { password: $(PASSWORD) }")]
    [InlineData("stringData: { password: 'vault:secret/data/db#password' }")]
    [InlineData("stringData: { password: '${PASSWORD}' }")] // unknown: stay silent
    [InlineData("stringData: { password: 'a-{{ .Values.password }}' }")] // unknown: stay silent
    [InlineData("stringData: '{{ .Values.secrets }}'")] // unknown: stay silent
    [InlineData("data: { password: '{{ .Values.password | b64enc }}' }")] // unknown: stay silent
    [InlineData("type: kubernetes.io/service-account-token\ndata: { extra: d2lraXdpa2k= }")]
    [InlineData("type: helm.sh/release.v1\ndata: { release: SDRzSUFBQUFBQUFDLyt4N1czT3FTcmYyWDdINDNvdHZWeVdaZ0RFeldyVXVoRVRFS0ltb0hQck5XNnZvaGdEYURTdzVL }")]
    [InlineData("type: '{{ .Values.type }}'\ndata: { extra: d2lraXdpa2k= }")] // unknown: stay silent
    [InlineData("stringData: { user: wiki, password: 'ENC[AES256_GCM,data:x3Wb]' }")]
    [InlineData("stringData: { user: wiki, password: '{{ .Values.password }}' }")] // unknown: stay silent
    [InlineData("stringData: { user: wiki }\nsops: { version: 3.9.0 }")]
    public void Is_silent_when_nothing_is_given_away(string content) => Lint.Expect<SecretCommitted>(Secret(content));

    [Theory]
    [InlineData("SealedSecret", "bitnami.com/v1alpha1")]
    [InlineData("ExternalSecret", "external-secrets.io/v1")]
    [InlineData("ConfigMap", "v1")]
    [InlineData("Secret", "example.com/v1")]
    public void Is_silent_about_other_kinds(string kind, string apiVersion) => Lint.Expect<SecretCommitted>($$"""
        kind: {{kind}}
        apiVersion: {{apiVersion}}
        data: { password: {{Base64(Generated)}} }
        """);

    [Theory]
    [InlineData("test/db.yaml", "wiki")]
    [InlineData("db.yaml", "wiki-dev")]
    public void Is_silent_about_development(string path, string ns) =>
        Lint.Expect<SecretCommitted>([(path, $"kind: Secret\nmetadata: {{ name: db, namespace: {ns} }}\nstringData: {{ password: {Generated} }}")]);

    [Fact]
    public void Is_silent_about_what_is_generated_for_development() => Lint.Expect<SecretCommitted>(
        [("test/kustomization.yaml", $"secretGenerator: [{{ name: db, literals: [password={Generated}] }}]")]);

    [Fact]
    public void Reports_the_literals_of_a_generator() => Lint.Expect<SecretCommitted>([("kustomization.yaml", """
        secretGenerator:
        - name: db
          {|HA1204:literals|}:
          - password=wikiwiki
          - hint=
        - name: tls
          files: [tls.key]
        - name: later
          literals: ["password=${PASSWORD}", password]
        configMapGenerator:
        - name: web
          literals: [mode=fast]
        """)]);

    [Theory]
    [InlineData("stringData: { user: wiki, password: changeme }")] // HA1202
    [InlineData("stringData: { password: wiki12 }")]
    public void Leaves_what_is_easy_to_guess_to_its_own_rule(string content) => Lint.Expect<SecretCommitted>(Secret(content));

    [Fact]
    public void Warns_about_a_real_value_beside_one_that_is_easy_to_guess() =>
        Assert.Equal(Severity.Warning, Lint.One<SecretCommitted>(Secret($"stringData: {{ password: changeme, key: {Generated} }}")).Severity);

    [Fact]
    public void Names_the_generated_Secret() => Assert.Equal(
        "The generated Secret 'db' is committed with the value of 'password'",
        Assert.Single(Lint.Run([new("kustomization.yaml", "secretGenerator: [{ name: db, literals: [password=wikiwiki] }]")], "HA1204")).Message);

    private static string Secret(string content) => $$"""
        kind: Secret
        metadata: { name: db }
        {{content}}
        """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
