using System.Text;
using System.Text.RegularExpressions;
using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Secrets;

/// <summary>A known text under a known name: an environment variable, or a key of a Secret.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The text. It may be a secret, so it belongs in no message.</param>
/// <param name="Node">Where the value stands.</param>
internal sealed record Literal(string Name, string Value, Node Node)
{
    /// <summary>Whether it only tells whose key stands beside it, as the access key of a pair does.</summary>
    public bool NamesOwner { get; init; }

    /// <summary>Whether it gives away what it should hide: its name says credential, and its value is one.</summary>
    public bool IsCredential => !NamesOwner && IsSecret;

    private bool IsSecret => CredentialValues.IsPrivateKey(Value) || (CredentialNames.IsCredential(Name) && !CredentialValues.IsExempt(Name, Value));
}

/// <summary>What makes a credential easy to guess.</summary>
/// <param name="What">What is wrong with its value, for messages; the value itself is never said.</param>
/// <param name="User">The user name that it repeats.</param>
internal sealed record Weakness(string What, Literal? User)
{
    private const int ShortestPassword = 8;

    /// <summary>What is weak about a credential among others; null when nothing is.</summary>
    public static Weakness? Of(Literal literal, IEnumerable<Literal> all)
    {
        if (!literal.IsCredential)
            return null;
        var user = all.FirstOrDefault(other => (other.NamesOwner || CredentialNames.IsUser(other.Name)) && other.Value.Trim() == literal.Value.Trim());
        return CredentialValues.IsCommon(literal.Value) ? new("is one of the most common passwords", null)
            : user is not null ? new("is also the user name", user)
            : CredentialNames.IsPassword(literal.Name) && literal.Value.Trim().Length is > 0 and < ShortestPassword and var length
                ? new($"has only {length} character{(length == 1 ? "" : "s")}", null)
            : null;
    }
}

/// <summary>Where credentials may be written.</summary>
internal static class Literals
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The environment variables of a container that are given as text.</summary>
    public static IEnumerable<Literal> Of(Container container)
    {
        List<string> names = [.. container.Env.Items.Select(variable => variable["name"].Text().TryGet(out var name) ? name : "")];
        foreach (var variable in container.Env.Items)
        {
            if (variable["name"].Text().TryGet(out var name) && variable["value"].Text().TryGet(out var value))
                yield return new Literal(name, value, variable["value"]) { NamesOwner = CredentialNames.IsOwner(name, names) };
        }
    }

    /// <summary>
    /// The keys of a Secret whose content is text. What <c>stringData</c> holds replaces the same key of <c>data</c>
    /// (https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data).
    /// </summary>
    public static IEnumerable<Literal> OfSecret(KubernetesObject secret)
    {
        var plain = secret.Root["stringData"];
        List<string> names = [.. plain.Entries.Concat(secret.Root["data"].Entries).Select(entry => entry.Key)];
        foreach (var entry in plain.Entries)
        {
            if (entry.Value.Text().TryGet(out var value))
                yield return new Literal(entry.Key, value, entry.Value) { NamesOwner = CredentialNames.IsOwner(entry.Key, names) };
        }

        foreach (var entry in secret.Root["data"].Entries)
        {
            if (plain[entry.Key].Exists.IsFalse && entry.Value.Text().TryGet(out var encoded) && Decode(encoded) is { } value)
                yield return new Literal(entry.Key, value, entry.Value) { NamesOwner = CredentialNames.IsOwner(entry.Key, names) };
        }
    }

    /// <summary>
    /// The values that an entry of a kustomization's <c>secretGenerator</c> or <c>configMapGenerator</c> spells out
    /// (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/).
    /// </summary>
    public static IEnumerable<Literal> OfGenerator(Node generator)
    {
        foreach (var item in generator["literals"].Items)
        {
            if (item.Text().TryGet(out var text) && text.IndexOf('=') is >= 0 and var end)
                yield return new Literal(text.Substring(0, end), text.Substring(end + 1).Trim('"', '\''), item);
        }
    }

    /// <summary>What messages call what such an entry generates.</summary>
    public static string TitleOfGenerator(Node generator, string kind) =>
        generator["name"].Text().TryGet(out var name) ? $"the generated {kind} '{name}'" : $"a generated {kind}";

    // Null when it is not base64, or not text.
    private static string? Decode(string encoded)
    {
        try
        {
            return StrictUtf8.GetString(Convert.FromBase64String(encoded));
        }
        catch (FormatException)
        {
            return null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

/// <summary>Tells from its name whether something is a credential. Separators and case do not matter.</summary>
internal static class CredentialNames
{
    private static readonly string[] Passwords = ["PASS", "PASSWORD", "PASSWD", "PWD"];

    private static readonly string[] SecretHalves = ["SECRETKEY", "SECRETACCESSKEY"];

    // Whoever has it may do anything in the cluster (https://www.rabbitmq.com/docs/clustering#erlang-cookie).
    private static readonly string[] OfErlang = ["ERLANGCOOKIE", "ERLCOOKIE"];

    // It is the token itself (https://hub.docker.com/_/vault).
    private const string RootOfVault = "DEVROOTTOKENID";

    private static readonly string[] All =
        [.. Passwords, "SECRET", "SECRETKEY", "SECRETKEYBASE", "TOKEN", "APIKEY", "ACCESSKEY", "PRIVATEKEY", "CREDENTIAL", "CREDENTIALS", .. OfErlang, RootOfVault];

    // Names that end like credentials and are none: etcd's cluster token only tells clusters apart
    // (https://etcd.io/docs/latest/op-guide/configuration/), the database images have switches that say
    // what to do without a password (https://hub.docker.com/_/mysql, https://hub.docker.com/_/mariadb), and git and ssh
    // are told of a program that asks for it (https://git-scm.com/docs/gitcredentials).
    private static readonly string[] Exempt =
        [
            "ETCDINITIALCLUSTERTOKEN", "ALLOWEMPTYPASSWORD", "ALLOWEMPTYROOTPASSWORD", "RANDOMROOTPASSWORD", "ONETIMEPASSWORD", "BYPASS", "COMPASS",
            "ASKPASS", "KEEPASS", "OVERPASS",
        ];

    // What such a name holds is the name of a Secret.
    private static readonly string[] OfSecrets = ["PULLSECRET", "TLSSECRET", "CERTSECRET", "CERTIFICATESECRET", "CASECRET", "K8SSECRET", "KUBESECRET", "KUBERNETESSECRET"];

    // What frameworks put into the pages that they serve (https://nextjs.org/docs/app/guides/environment-variables, https://vite.dev/guide/env-and-mode).
    private static readonly string[] OfPages = ["NEXT_PUBLIC_", "NUXT_PUBLIC_", "EXPO_PUBLIC_", "PUBLIC_", "REACT_APP_", "VITE_", "VUE_APP_"];

    // To whom a PASS belongs that is no turn and no passed test.
    public static IReadOnlyList<string> Owners { get; } = ["ADMIN", "DATABASE", "DB", "MARIADB", "MONGO", "MYSQL", "PG", "POSTGRES", "REDIS", "ROOT", "SMTP", "USER"];

    public static bool IsCredential(string name) => Ends(name, All) && !Ends(name, Exempt) && !Ends(name, OfSecrets) && !IsPublic(name);

    public static bool IsPassword(string name) => Ends(name, Passwords);

    public static bool IsToken(string name) => Ends(name, "TOKEN");

    /// <summary>Whether its value may also be the name of the Secret that holds the credential.</summary>
    public static bool MayNameSecret(string name) => Ends(name, "SECRET", "CREDENTIAL", "CREDENTIALS");

    /// <summary>Whether it may also count something, such as the tests that pass.</summary>
    public static bool MayCount(string name) => Ends(name, "PASS") && !Owners.Any(owner => Ends(name, owner + "PASS"));

    private static bool IsPublic(string name) =>
        OfPages.Any(start => name.StartsWith(start, StringComparison.Ordinal)) && Ends(name, "TOKEN", "APIKEY", "ACCESSKEY");

    /// <summary>Whether it is for the name of a Secret or of a key in one: 'existingSecret', 'secretKeys', 'passwordRef'.</summary>
    public static bool NamesSecret(string name) =>
        Words.IsIn(name, "existing") || Words.IsIn(name, "secretKey")
        || name.EndsWith("Ref", StringComparison.Ordinal);

    public static bool IsUser(string name) => Ends(name, "USER", "USERNAME");

    /// <summary>
    /// Whether it is the access key of a pair, of which the other half is the secret: it is a name, as users have one
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html).
    /// </summary>
    public static bool IsOwner(string name, IReadOnlyList<string> all)
    {
        const string Ending = "ACCESSKEY";
        var letters = LettersOf(name);
        if (!letters.EndsWith(Ending, StringComparison.OrdinalIgnoreCase))
            return false;
        var start = letters.Substring(0, letters.Length - Ending.Length);
        return all.Any(other => SecretHalves.Any(half => string.Equals(LettersOf(other), start + half, StringComparison.OrdinalIgnoreCase)));
    }

    private static string LettersOf(string name) => name.Replace("_", "").Replace("-", "").Replace(".", "");

    private static bool Ends(string name, params string[] endings)
    {
        var letters = LettersOf(name);
        return endings.Any(ending => letters.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>Tells values that are no secret, whatever they are called, from those that may be one.</summary>
internal static class CredentialValues
{
    // What tutorials write and everyone copies.
    private static readonly string[] CommonPasswords =
        ["123456", "12345678", "password", "passw0rd", "admin", "root", "changeme", "secret", "test", "awesomePassword"];

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
