package io.maskexport.benchmarks.million;

import java.net.URLEncoder;

import io.maskexport.benchmarks.million.ListingPage.ListingRequest;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The bodies of an S3 server's answers. Keys are URL-encoded in listings, so that no key needs to be escaped. */
final class XmlAnswers {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    /** No object ever changes. */
    private static final String MODIFIED = "2026-01-01T00:00:00.000Z";

    private XmlAnswers() {}

    static String listing(String bucket, ListingRequest request, ListingPage page) {
        var xml = new StringBuilder(HEAD).append("<ListBucketResult>");
        element(xml, "Name", bucket);
        element(xml, "Prefix", encoded(request.prefix()));
        element(xml, "EncodingType", "url");
        element(xml, "MaxKeys", Integer.toString(request.size()));
        element(xml, "KeyCount", Integer.toString(page.objects().size() + page.folders().size()));
        element(xml, "IsTruncated", Boolean.toString(page.next() != null));
        if (page.next() != null) {
            element(xml, "NextContinuationToken", page.next());
        }
        for (var object : page.objects()) {
            xml.append("<Contents>");
            element(xml, "Key", encoded(object.key()));
            element(xml, "LastModified", MODIFIED);
            element(xml, "ETag", "&quot;" + object.etag() + "&quot;");
            element(xml, "Size", Long.toString(object.bytes()));
            xml.append("</Contents>");
        }
        for (var folder : page.folders()) {
            xml.append("<CommonPrefixes>");
            element(xml, "Prefix", encoded(folder));
            xml.append("</CommonPrefixes>");
        }
        return xml.append("</ListBucketResult>").toString();
    }

    /** No upload is ever left open. */
    static String noUploads(String bucket) {
        return HEAD + "<ListMultipartUploadsResult><Bucket>" + bucket
                + "</Bucket><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>";
    }

    static String begun(String bucket, String key, String upload) {
        var xml = new StringBuilder(HEAD).append("<InitiateMultipartUploadResult>");
        element(xml, "Bucket", bucket);
        element(xml, "Key", escaped(key));
        element(xml, "UploadId", upload);
        return xml.append("</InitiateMultipartUploadResult>").toString();
    }

    static String completed(String bucket, BucketObject object) {
        var xml = new StringBuilder(HEAD).append("<CompleteMultipartUploadResult>");
        element(xml, "Bucket", bucket);
        element(xml, "Key", escaped(object.key()));
        element(xml, "ETag", "&quot;" + object.etag() + "&quot;");
        return xml.append("</CompleteMultipartUploadResult>").toString();
    }

    static String copied(BucketObject object) {
        return HEAD + "<CopyObjectResult><LastModified>" + MODIFIED + "</LastModified><ETag>&quot;" + object.etag()
                + "&quot;</ETag></CopyObjectResult>";
    }

    static String error(String code) {
        return HEAD + "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>";
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, UTF_8).replace("%2F", "/");
    }

    private static String escaped(String key) {
        return key.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static void element(StringBuilder xml, String name, String value) {
        xml.append('<').append(name).append('>').append(value).append("</").append(name).append('>');
    }
}
