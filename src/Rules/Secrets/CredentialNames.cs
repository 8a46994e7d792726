using Hale.Rules.Model;

namespace Hale.Rules.Secrets;

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
