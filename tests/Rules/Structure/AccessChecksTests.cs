using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class AccessChecksTests
{
    [Theory]
    [InlineData("Role", "{ apiGroups: [''], resources: [pods], {|HA1808:verbs|}: [] }")]
    [InlineData("Role", "{ {|HA1808:resources|}: [pods], verbs: [get] }")]
    [InlineData("Role", "{ {|HA1808:apiGroups|}: [''], verbs: [get] }")]
    [InlineData("Role", "{ {|HA1808:nonResourceURLs|}: [/metrics], verbs: [get] }")]
    [InlineData("ClusterRole", "{ nonResourceURLs: [/metrics], verbs: [get] }, { apiGroups: [''], resources: [pods], verbs: [get] }")]
    [InlineData("ClusterRole", "{ apiGroups: [''], resources: [pods], {|HA1808:nonResourceURLs|}: [/metrics], verbs: [get] }")]
    [InlineData("ClusterRole", "{ apiGroups: '${GROUPS}', resources: '${RESOURCES}', verbs: '${VERBS}' }")] // unknown: stay silent
    public void A_rule_says_what_may_be_done_to_what(string kind, string rules) =>
        Lint.Expect<ApiInvalid>($"apiVersion: rbac.authorization.k8s.io/v1\nkind: {kind}\nmetadata: {{ name: web }}\nrules: [{rules}]\n");

    [Theory]
    [InlineData("RoleBinding", "Role", "{ kind: ServiceAccount, name: web }")]
    [InlineData("RoleBinding", "{|HA1808:role|}", "{ kind: {|HA1808:user|}, name: web }")]
    [InlineData("ClusterRoleBinding", "{|HA1808:Role|}", "{ kind: ServiceAccount, name: web, namespace: shop }")]
    [InlineData("ClusterRoleBinding", "ClusterRole", "{ kind: ServiceAccount, name: {|HA1808:web|} }")]
    [InlineData("ClusterRoleBinding", "ClusterRole", "{ kind: ServiceAccount, name: web, namespace: '${NAMESPACE}' }, { kind: Group, name: web }")]
    [InlineData("ClusterRoleBinding", "ClusterRole", "{ kind: ServiceAccount, name: web, namespace: shop, apiGroup: {|HA1808:rbac.authorization.k8s.io|} }")]
    public void A_binding_names_both_ends(string kind, string role, string subjects) => Lint.Expect<ApiInvalid>(
        $"apiVersion: rbac.authorization.k8s.io/v1\nkind: {kind}\nmetadata: {{ name: web }}\nroleRef: {{ apiGroup: rbac.authorization.k8s.io, kind: {role}, name: web }}\nsubjects: [{subjects}]\n");

    [Theory]
    [InlineData("{|HA1808:v1|}")]
    [InlineData("''")]
    [InlineData("<group>")] // HA1806
    [InlineData("'${GROUP}'")] // unknown: stay silent
    public void A_role_is_of_one_group(string group) => Lint.Expect<ApiInvalid>(
        $"apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {{ name: web }}\nroleRef: {{ apiGroup: {group}, kind: Role, name: web }}\n");

    [Theory]
    [InlineData("namespace: shop\n", "web")]
    [InlineData("", "{|HA1808:web|}")]
    public void A_kustomization_may_write_the_namespace(string setting, string account) => Lint.Expect<ApiInvalid>(
    [
        ("kustomization.yaml", $"{setting}resources: [web.yaml]\n"),
        ("web.yaml", $"apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {{ name: web }}\nroleRef: {{ apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: web }}\nsubjects: [{{ kind: ServiceAccount, name: {account} }}]\n"),
    ]);
}
