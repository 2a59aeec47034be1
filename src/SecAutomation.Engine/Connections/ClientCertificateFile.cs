using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Manifests.Settings;

namespace SecAutomation.Engine.Connections;

/// <summary>
/// Reads the certificate by which a connection shows who it is: PFX, PEM with the key in it or in a second file, or the certificate store,
/// <c>Cert:\CurrentUser\My\THUMBPRINT</c>.
/// </summary>
public static class ClientCertificateFile
{
    private const string CertificateMark = "-----BEGIN CERTIFICATE-----";
    private const string KeyMark = "PRIVATE KEY-----";
    private const string EncryptedKeyMark = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
    private const string StoreMark = "Cert:";

    /// <summary>The setting that every connection with a client certificate may have: the password of its key.</summary>
    public static ConnectorSetting Password { get; } = new()
    {
        Name = "clientCertificatePassword",
        Title = "The password of the client certificate's key",
        IsSecret = true,
    };

    /// <summary>Whether a place is the certificate store and no file.</summary>
    public static bool IsStore(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.StartsWith(StoreMark, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The certificate with its key, and behind it those of the authorities between it and the root.</summary>
    /// <param name="places">One file, a certificate and its key, or a place in the certificate store.</param>
    /// <param name="password">The password of the key; null: it has none.</param>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.FileNotFound"/>, <see cref="FailureId.FileNotReadable"/>, <see cref="FailureId.SecretExposed"/>,
    /// <see cref="FailureId.CertificateInvalid"/>.
    /// </exception>
    public static IReadOnlyList<X509Certificate2> Read(IReadOnlyList<string> places, Secret? password)
    {
        ArgumentNullException.ThrowIfNull(places);
        string named = string.Join(" and ", places);
        if (places is [var place] && IsStore(place))
            return [FromStore(place)];
        if (places.Count is not (1 or 2) || places.Any(IsStore))
            throw Invalid(named, "is no client certificate", "Name one PFX or PEM file, a PEM certificate and its key, or Cert:\\CurrentUser\\My\\THUMBPRINT.");
        try
        {
            byte[][] contents = [.. places.Select(ReadKept)];
            string text = string.Join('\n', contents.Select(Encoding.UTF8.GetString));
            X509Certificate2Collection found = text.Contains(CertificateMark, StringComparison.Ordinal) ? FromPem(named, text, password) : FromPfx(contents[0], password);
            X509Certificate2 own = found.FirstOrDefault(certificate => certificate.HasPrivateKey)
                ?? throw Invalid(named, "has a certificate, and no private key that belongs to it", "Name a PFX, or the PEM files of both.");
            return [own, .. found.Where(certificate => certificate != own)];
        }
        catch (CryptographicException exception)
        {
            throw Invalid(
                named, $"cannot be opened: {exception.Message.TrimEnd('.')}",
                $"Check the file, and give the password of its key: -SecretSource @{{ {Password.Name} = 'vault:…' }}, or as a SecureString in -Setting.", exception);
        }
    }

    private static byte[] ReadKept(string path)
    {
        try
        {
            byte[] content = File.ReadAllBytes(path);
            string text = Encoding.UTF8.GetString(content);
            bool holdsKey = !text.Contains(CertificateMark, StringComparison.Ordinal) || text.Contains(KeyMark, StringComparison.Ordinal);
            if (holdsKey && OwnerRights.Others(path) is var others and not OthersAccess.None)
            {
                throw new FailureException(
                    FailureId.SecretExposed, $"{path} holds the key of a client certificate, and others may {(others.HasFlag(OthersAccess.Read) ? "read" : "change")} it.",
                    OwnerRights.Remedy(path) + ", and have another certificate made if others had the key.", path);
            }

            return content;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FailureException(FailureId.FileNotFound, $"There is no file {path} with a client certificate.", "Check the path.", path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(FailureId.FileNotReadable, $"{path} cannot be read: {exception.Message}", "Check its rights.", path, exception);
        }
    }

    private static X509Certificate2Collection FromPem(string named, string text, Secret? password)
    {
        if (!text.Contains(KeyMark, StringComparison.Ordinal))
            throw Invalid(named, "has a certificate, and no private key", "Name the file of the key as well: -ClientCertificate ./host.pem, ./host.key.pem");
        bool isEncrypted = text.Contains(EncryptedKeyMark, StringComparison.Ordinal);
        if (isEncrypted && password is null)
            throw new CryptographicException("The key has a password, and none was given.");
        using X509Certificate2 own = isEncrypted
            ? password!.Use(secret => X509Certificate2.CreateFromEncryptedPem(text, text, secret))
            : X509Certificate2.CreateFromPem(text, text);
        var found = new X509Certificate2Collection();
        found.ImportFromPem(text);

        // The key of a PEM stands in memory alone, which Windows does not take for TLS.
        return [Kept(own.Export(X509ContentType.Pfx), null), .. found.Where(certificate => certificate.Thumbprint != own.Thumbprint)];
    }

    private static X509Certificate2Collection FromPfx(byte[] content, Secret? password)
    {
        var found = new X509Certificate2Collection();
        if (password is null)
            found.Import(content, null, X509KeyStorageFlags.DefaultKeySet);
        else
            _ = password.Use<object?>(secret => { found.Import(content, secret, X509KeyStorageFlags.DefaultKeySet); return null; });
        return found;
    }

    private static X509Certificate2 Kept(byte[] pfx, string? password) => new(pfx, password);

    private static X509Certificate2 FromStore(string place)
    {
        string[] parts = place[StoreMark.Length..].Split(['\\', '/'], StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [var location, var name, var thumbprint] || !Enum.TryParse(location, ignoreCase: true, out StoreLocation where) || !Enum.TryParse(name, ignoreCase: true, out StoreName which))
            throw Invalid(place, "is no place in the certificate store", "Write it like Cert:\\CurrentUser\\My\\0123456789ABCDEF0123456789ABCDEF01234567.");
        using var store = new X509Store(which, where);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        }
        catch (CryptographicException exception)
        {
            throw Invalid(place, $"is not there: {exception.Message.TrimEnd('.')}", "Check the store and the account that the run has.", exception);
        }

        return store.Certificates.FirstOrDefault(certificate => string.Equals(certificate.Thumbprint, thumbprint, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.HasPrivateKey ? found : throw Invalid(place, "has no private key that this account may use", "Import it with its key, for the account that the run has.")
            : throw Invalid(place, "is not there", "Check the thumbprint, the store and the account that the run has.");
    }

    private static FailureException Invalid(string place, string what, string nextStep, Exception? cause = null) =>
        new(FailureId.CertificateInvalid, $"{place} {what}.", nextStep, place, cause);
}
