using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class JobChecksTests
{
    [Theory]
    [InlineData("completionMode: {|HA1808:Indexed|}")]
    [InlineData("completionMode: Indexed, completions: 3, backoffLimitPerIndex: 1")]
    [InlineData("completionMode: Indexed, completions: '${COUNT}'")]
    [InlineData("{|HA1808:backoffLimitPerIndex|}: 1")]
    [InlineData("completionMode: '${MODE}', backoffLimitPerIndex: 1")] // unknown: stay silent
    [InlineData("{|HA1808:selector|}: { matchLabels: { app: web } }")]
    [InlineData("selector: { matchLabels: { app: web } }, manualSelector: true")]
    [InlineData("selector: {}")]
    [InlineData("selector: { matchLabels: { '%LABEL%': web } }")] // to be filled in
    [InlineData("selector: { matchLabels: { job-name: web } }")]
    [InlineData("selector: { matchLabels: { batch.kubernetes.io/controller-uid: 1a } }")] // as read from a cluster
    [InlineData("podFailurePolicy: { rules: [{ action: {|HA1808:Fail|}, onExitCodes: { operator: In, values: [1] } }] }")]
    [InlineData("ttlSecondsAfterFinished: {|HA1808:-1|}, completions: {|HA1808:-1|}, podReplacementPolicy: {|HA1808:Never|}")]
    public void The_fields_of_a_job_belong_together(string fields)
    {
        Lint.Expect<ApiInvalid>($"apiVersion: batch/v1\nkind: Job\nmetadata: {{ name: web }}\nspec: {{ {fields}, template: {{ spec: {Pod("Never")} }} }}\n");
        Lint.Expect<ApiInvalid>($"apiVersion: batch/v1\nkind: CronJob\nmetadata: {{ name: web }}\nspec: {{ schedule: '@daily', jobTemplate: {{ spec: {{ {fields}, template: {{ spec: {Pod("Never")} }} }} }} }}\n");
    }

    [Theory]
    [InlineData("Never")]
    [InlineData("{|HA1808:OnFailure|}")]
    [InlineData("'${POLICY}'")] // unknown: stay silent
    public void A_policy_for_failures_takes_pods_that_stay_down(string restartPolicy) => Lint.Expect<ApiInvalid>(
        $"apiVersion: batch/v1\nkind: Job\nmetadata: {{ name: web }}\nspec: {{ podFailurePolicy: {{ rules: [{{ action: FailJob, onExitCodes: {{ operator: In, values: [1] }} }}] }}, template: {{ spec: {Pod(restartPolicy)} }} }}\n");

    [Theory]
    [InlineData("{|HA1808:Local|}")]
    [InlineData("Europe/Berlin")]
    [InlineData("'${ZONE}'")] // unknown: stay silent
    public void A_time_zone_has_a_name(string zone) => Lint.Expect<ApiInvalid>(
        $"apiVersion: batch/v1\nkind: CronJob\nmetadata: {{ name: web }}\nspec: {{ schedule: '@daily', timeZone: {zone}, successfulJobsHistoryLimit: {{|HA1808:-1|}}, jobTemplate: {{ spec: {{ template: {{ spec: {Pod("Never")} }} }} }} }}\n");

    private static string Pod(string restartPolicy) => $"{{ restartPolicy: {restartPolicy}, containers: [{{ name: web, image: web:1 }}] }}";
}
