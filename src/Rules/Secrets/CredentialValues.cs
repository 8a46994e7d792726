using System.Text.RegularExpressions;

namespace Hale.Rules.Secrets;

/// <summary>Tells values that are no secret, whatever they are called, from those that may be one.</summary>
internal static class CredentialValues
{
    // What tutorials write and everyone copies.
    private static readonly string[] CommonPasswords =
        ["123456", "12345678", "password", "password123", "passw0rd", "admin", "admin123", "root", "changeme", "secret", "test", "awesomePassword", "minio123", "minioadmin"];

    private static readonly HashSet<string> Booleans = new(["true", "false", "yes", "no", "on", "off", "1", "0"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] PathStarts = ["/", "./", "../", "~/"];

    // References that a tool or the program replaces by the secret: bank-vaults, vals, 1Password, SOPS, Jasypt, Spring Cloud Config, Grafana,
    // stores of clouds; and where openssl is told to look.
    private static readonly string[] ReferenceStarts =
        [
            "vault:", ">>vault:", "bao:", ">>bao:", "ref+", "op://", "ENC[", "ENC(", "{cipher}", "$__", "env:", "file:",
            "arn:aws:secretsmanager:", "arn:aws:ssm:", "gcp:secretmanager:", "azurekeyvault@", "keyvault:",
        ];

    // The name of a secret there (https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions).
    private static readonly Pattern InGoogleCloud = new(@"^projects/[\w:.-]+/(locations/[\w-]+/)?secrets/[\w-]+(/versions/\w+)?$");

    // What stands around a name that a template has put where the secret goes: Azure Pipelines, sed, Maven, Windows, BOSH and Concourse, Python.
    private static readonly (string Start, string End)[] Marks =
        [("#{", "}#"), ("#{", "}"), ("_", "_"), ("@@", "@@"), ("@", "@"), ("%", "%"), ("((", "))"), ("[[", "]]"), ("%(", ")s"), ("{", "}")];

    // What says that there is none.
    private static readonly HashSet<string> NoValues = new(
        [
            "null", "nil", "none", "n/a", "undefined", "unset", "unused", "empty", "redacted", "todo", "tbd", "placeholder",
            "string", "str", "text", "required", "optional", "enabled", "disabled",
        ],
        StringComparer.OrdinalIgnoreCase);

    // A key that a program insists on, to a service that asks for none.
    private static readonly Pattern Sham = new("^(sk-)?(dummy|fake|mock|no|not)([-_][a-z_-]+)?$", RegexOptions.IgnoreCase);

    // The name of a currency, or the address of its contract, which everybody may know.
    private static readonly Pattern Currency = new("^([A-Z]{2,6}|0x[0-9a-fA-F]{40})$");

    // Those of ssh-keygen have no ending (https://man.openbsd.org/ssh-keygen.1#FILES).
    private static readonly Pattern FileName = new(@"^([\w.-]+\.(json|ya?ml|pem|p12|pfx|jks|key|crt|txt)|id_(rsa|dsa|ecdsa|ed25519)(_sk)?)$");

    // Where a secret is kept, in a store or below the working directory: names between slashes, and perhaps the key behind them
    // (https://developer.hashicorp.com/vault/docs/secrets/kv/kv-v2/cookbook/read-data).
    private static readonly Pattern RelativePath = new(@"^[a-z][a-z0-9_.-]*(/[a-z][a-z0-9_.-]*){2,}(#[\w.-]+)?$");

    // What crypt (https://man7.org/linux/man-pages/man5/crypt.5.html), htpasswd and LDAP make of a password, and what kubeseal does
    // (https://github.com/bitnami-labs/sealed-secrets/blob/main/docs/developer/crypto.md).
    private static readonly Pattern Hidden = new(@"^(\$(\d|2[abxy]|y|apr1|argon2\w*|pbkdf2[\w-]*)\$|\{(SSHA|SHA|CRYPT|MD5)\d*\}|Ag[A-Za-z0-9+/=]{200,}$)");

    // In full, and not under a passphrase (https://www.rfc-editor.org/rfc/rfc7468): a text may also talk about keys.
    private static readonly Pattern KeyFile = new(
        @"(^|\n)[ \t]*-----BEGIN ((?!ENCRYPTED )[A-Z0-9]+ )?PRIVATE KEY-----[ \t]*\r?\n[ \t]*[A-Za-z0-9+/=]+[ \t]*\r?(\n|$)");

    private const int LongestCount = 3;

    private static readonly string[] PlaceholderStarts = ["INSERT_", "REPLACE_", "REPLACE-", "SET_ME", "SET-ME", "TO_BE_", "TO-BE-", "YOUR_", "YOUR-"];

    /// <summary>Whether it holds a private key in PEM, under whatever name.</summary>
    public static bool IsPrivateKey(string value) =>
        value.IndexOf("-BEGIN ", StringComparison.Ordinal) >= 0 && value.IndexOf("PRIVATE KEY-", StringComparison.Ordinal) >= 0;

    /// <summary>Whether it is a file with a private key in it that whoever reads it can use.</summary>
    public static bool IsPrivateKeyFile(string content) => IsPrivateKey(content) && KeyFile.IsMatch(content);

    /// <summary>Whether it holds certificates alone, which are for everybody to see.</summary>
    public static bool IsCertificate(string value) => value.IndexOf("-BEGIN CERTIFICATE-", StringComparison.Ordinal) >= 0 && !IsPrivateKey(value);

    public static bool IsCommon(string value) => CommonPasswords.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase);

    public static bool IsExempt(string name, string value)
    {
        var text = value.Trim();
        return IsStandIn(text)
            || Booleans.Contains(text)
            || StartsWithAny(text, PathStarts)
            || text.Contains("://")
            || (text == name && !CommonPasswords.Contains(text)) // TOKEN=TOKEN is a placeholder, the key 'password' of a Secret may hold 'password'.
            || (!CredentialNames.IsPassword(name) && text.IndexOf('_') > 0 && text.Equals(name, StringComparison.OrdinalIgnoreCase)) // how a form or a cookie calls it
            || FileName.IsMatch(text)
            || RelativePath.IsMatch(text)
            || Hidden.IsMatch(text)
            || (CredentialNames.IsToken(name) && (text.All(char.IsDigit) || Currency.IsMatch(text)))
            || (CredentialNames.MayCount(name) && text.Length <= LongestCount && text.All(char.IsDigit))
            || (!CredentialNames.IsPassword(name) && Sham.IsMatch(text));
    }

    /// <summary>Whether the value is none yet: it is empty, or a person or a tool puts the real one in its place.</summary>
    public static bool IsStandIn(string value)
    {
        var text = value.Trim();
        return text.Length == 0
            || StartsWithAny(text, ReferenceStarts)
            || text.Contains("$(")
            || text.Contains("${")
            || InGoogleCloud.IsMatch(text)
            || IsShellVariable(text)
            || IsPlaceholder(text);
    }

    // '$dbPassword' is for a shell or envsubst to fill in, and '$ecret' may be somebody's password.
    private static bool IsShellVariable(string text) =>
        text[0] == '$' && text.Skip(1).All(letter => char.IsLetter(letter) || letter is '_') && CredentialNames.IsCredential(text.Substring(1));

    private static bool IsPlaceholder(string text) =>
        (text[0] == '<' && text[text.Length - 1] == '>')
        || !text.Any(char.IsLetterOrDigit)
        || NoValues.Contains(text.TrimEnd('!')) // GraphQL's String!
        || Marks.Any(mark => IsName(text, mark.Start, mark.End))
        || (text.Length > 2 && text.All(character => character is 'x' or 'X'))
        || StartsWithAny(text, PlaceholderStarts)
        || IsShouted(text);

    private static bool IsName(string text, string start, string end) =>
        text.Length > start.Length + end.Length
        && text.StartsWith(start, StringComparison.Ordinal)
        && text.EndsWith(end, StringComparison.Ordinal)
        && text.Skip(start.Length).Take(text.Length - start.Length - end.Length).All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or ' ');

    // 'MY_SECRET_VALUE': nobody's secret is made of words in capitals.
    private static bool IsShouted(string text) =>
        text.Split('_') is { Length: > 1 } words && words.All(word => word.Length > 0 && word.All(letter => letter is >= 'A' and <= 'Z'));

    private static bool StartsWithAny(string text, string[] starts) =>
        starts.Any(start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase));
}
