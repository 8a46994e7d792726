namespace Hale.Testing;

/// <summary>The well-built application of the samples, and what goes wrong when one thing in it is changed.</summary>
public static class SingleMistakes
{
    /// <summary>The application without a mistake.</summary>
    public static string Shop { get; } = File.ReadAllText(Repository.PathOf("samples/web-shop/available/shop.yaml")).ReplaceLineEndings("\n");

    /// <summary>Mistakes of one value.</summary>
    public static IReadOnlyList<SingleMistake> OfValues { get; } =
    [
        new("HA0402", "maxUnavailable: 0\n      maxSurge: 1", "maxUnavailable: 100%\n      maxSurge: 0", "100%"),
        new("HA0302", "maxUnavailable: 1\n  unhealthy", "minAvailable: 3\n  unhealthy", "3"), // as many as there are replicas
        new("HA0302", "maxUnavailable: 1\n  unhealthy", "minAvailable: 4\n  unhealthy", "4"), // more than the autoscaler's minimum
        new("HA0202", "whenUnsatisfiable: ScheduleAnyway\n        labelSelector:\n          matchLabels:\n            app: shop\n      - ", "whenUnsatisfiable: ScheduleAnyway\n        labelSelector:\n          matchLabels:\n            app: web\n      - ", "web"),
        new("HA0208", "priorityClassName: customer-facing", "priorityClassName: customer-facing\n      nodeName: node-1", "node-1"),
        new("HA0208", "priorityClassName: customer-facing", "priorityClassName: customer-facing\n      nodeSelector: { kubernetes.io/hostname: node-1 }", "node-1"),
        new("HA1004", "requests: { cpu: 250m, memory: 256Mi }", "requests: { memory: 256Mi }", "requests"),
        new("HA1002", "# No replicas: the autoscaler owns them.", "replicas: 5", "5"),
        new("HA0902", "targetPort: http", "targetPort: web", "web"),
        new("HA0904", "targetPort: http", "targetPort: http\n  internalTrafficPolicy: Local", "Local"),
        new("HA0905", "targetPort: http", "targetPort: http\n  publishNotReadyAddresses: true", "true"),
        new("HA0503", "sleep: { seconds: 10 }", "sleep: { seconds: 60 }", "45"),
        new("HA0603", "httpGet: { path: /healthz, port: http }\n          periodSeconds: 10\n          failureThreshold: 6", "httpGet: { path: /readyz, port: http }\n          periodSeconds: 5", "livenessProbe"),    ];

    /// <summary>The application with a claim that one node at a time may use, under all of its replicas.</summary>
    public static string WithOneClaim { get; } = new SingleMistake("HA0701", "      containers:\n", "      volumes: [{ name: data, persistentVolumeClaim: { claimName: uploads } }]\n      containers:\n", "uploads").Text + """
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: uploads, namespace: shop }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
        """;

    /// <summary>The application with a second budget for its pods.</summary>
    public static string WithSecondBudget { get; } = Shop + """
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: shop-too, namespace: shop }
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: shop } } }
        """;

    /// <summary>The application beside a pod that no controller looks after.</summary>
    public static string WithBarePod { get; } = Shop + """
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cache-warmer, namespace: shop }
        spec: { containers: [{ name: warm, image: "registry.example/warm:1.0" }] }
        """;

    /// <summary>The application beside a webhook that fails closed and runs once.</summary>
    public static string WithWebhook { get; } = Shop + """
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: { name: policy }
        webhooks:
        - name: policy.shop.example
          failurePolicy: Fail
          clientConfig: { service: { name: policy, namespace: shop, path: /validate } }
          rules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }]
          sideEffects: None
          admissionReviewVersions: [v1]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: policy, namespace: shop }
        spec: { selector: { app: policy }, ports: [{ port: 443, targetPort: 8443 }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: policy, namespace: shop }
        spec:
          replicas: 1
          selector: { matchLabels: { app: policy } }
          template:
            metadata: { labels: { app: policy } }
            spec: { containers: [{ name: policy, image: "registry.example/policy:1.0", ports: [{ containerPort: 8443 }] }] }
        """;
}

/// <summary>One thing changed in the application.</summary>
/// <param name="Rule">The rule that finds it.</param>
/// <param name="Right">What stands there.</param>
/// <param name="Wrong">What is there instead.</param>
/// <param name="Underlined">What the finding underlines.</param>
public sealed record SingleMistake(string Rule, string Right, string Wrong, string Underlined)
{
    /// <summary>The application with the mistake.</summary>
    public string Text { get; } = SingleMistakes.Shop.Contains(Right, StringComparison.Ordinal)
        ? SingleMistakes.Shop.Replace(Right, Wrong, StringComparison.Ordinal)
        : throw new ArgumentException($"'{Right}' is not in the application.", nameof(Right));
}
